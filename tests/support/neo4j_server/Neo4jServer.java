import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Map;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * A real Neo4j for the tests. Usage: Neo4jServer HOME, with HOME/neo4j.conf for its settings and the password as the
 * first line of standard input (never an argument, which any user of the machine could read).
 *
 * <p>It lives as long as standard input stays open, so that no server outlives a test run that was killed.
 */
public class Neo4jServer {
    public static void main(String[] args) {
        int status = 0;
        try (var input = new BufferedReader(new InputStreamReader(System.in))) {
            start(Path.of(args[0]), input.readLine());
            System.out.println("READY");
            while (input.readLine() != null) {
                // Nothing more is said on standard input; only its end matters.
            }
        } catch (Exception error) {
            error.printStackTrace();
            status = 1;
        }
        System.exit(status); // Neo4j's own threads would keep the process alive.
    }

    private static void start(Path home, String password) {
        var service = new DatabaseManagementServiceBuilder(home)
                .loadPropertiesFromFile(home.resolve("neo4j.conf"))
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
        var system = service.database("system");
        // Only on a new home: Neo4j refuses to set a password that is set already.
        boolean isNew = system.executeTransactionally(
                "SHOW USERS YIELD user, passwordChangeRequired WHERE passwordChangeRequired RETURN user",
                Map.of(), result -> result.hasNext());
        if (isNew) {
            system.executeTransactionally(
                    "ALTER USER neo4j SET PLAINTEXT PASSWORD $password CHANGE NOT REQUIRED",
                    Map.of("password", password));
        }
    }
}
