"""Public registers: territories, institutions and waiting times from official files."""
