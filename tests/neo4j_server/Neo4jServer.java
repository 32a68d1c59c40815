import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Map;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * A real Neo4j for the tests: Bolt on loopback, nothing else. Usage: Neo4jServer HOME PORT, the password as the first
 * line of standard input (never in an argument, which any user of the machine could read).
 *
 * <p>It lives as long as standard input stays open, so no server outlives a test run that was killed.
 */
public class Neo4jServer {
    public static void main(String[] args) throws Exception {
        var input = new BufferedReader(new InputStreamReader(System.in));
        var password = input.readLine();
        var address = "127.0.0.1:" + Integer.parseInt(args[1]);
        var service = new DatabaseManagementServiceBuilder(Path.of(args[0]))
                .setConfigRaw(Map.of(
                        "server.bolt.enabled", "true",
                        "server.bolt.listen_address", address,
                        "server.bolt.advertised_address", address,
                        "server.memory.pagecache.size", "128m",
                        "dbms.security.auth_enabled", "true",
                        "dbms.usage_report.enabled", "false"))
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
        service.database("system").executeTransactionally(
                "ALTER USER neo4j SET PLAINTEXT PASSWORD $password CHANGE NOT REQUIRED",
                Map.of("password", password));
        System.out.println("READY " + address);
        while (input.readLine() != null) {
            // Nothing more is said on standard input; only its end matters.
        }
        System.exit(0);
    }
}
