package dev.slipway.db.internal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL of a home. It is a process of its own that outlives a crash of this one: {@link #start} takes over a
 * server that still runs on the data, and otherwise starts one on the same port as before.
 *
 * <p>Layout of the home: {@code database/} the data, {@code secrets/database} the password, {@code run/database.url}
 * the libpq URL for other processes, {@code logs/database.log}.
 */
final class EmbeddedCluster {

    static final String SUPERUSER = "postgres";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedCluster.class);

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path home;
    private final String password;
    private final int port;

    /** Holds the lock on the data directory; null when the server was taken over. */
    private @Nullable EmbeddedPostgres launched;

    private EmbeddedCluster(Path home, int wantedPort) {
        this.home = home;
        createFolders();
        this.password = password();
        this.port = port(wantedPort);
    }

    static EmbeddedCluster start(Path home, int wantedPort) {
        var cluster = new EmbeddedCluster(home, wantedPort);
        cluster.ensureRunning();
        return cluster;
    }

    int port() {
        return port;
    }

    String password() {
        return secret(home.resolve("secrets").resolve("database"));
    }

    /** Takes over the running server, or starts one, never beside one that lives. Safe to call again at any time. */
    synchronized void ensureRunning() {
        if (answers()) {
            return;
        }
        var running = PostmasterFile.ofLiveServer(data());
        if (running.isPresent() && awaitAnswer(START_LIMIT)) {
            log.info("database.adopted pid={} port={}", running.get().pid(), port);
            return;
        }
        refuseBesideALiveOne();
        launch();
    }

    private void refuseBesideALiveOne() {
        PostmasterFile.ofLiveServer(data()).ifPresent(hanging -> {
            throw new UnusableDatabase("The embedded PostgreSQL runs as process " + hanging.pid() + " on port " + port
                    + " and does not answer. Slipway goes on when it does; end that process to have it started anew.");
        });
    }

    boolean answers() {
        try (var connection = connect("postgres")) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    void createDatabase(String name) {
        try (var connection = connect("postgres");
                var query = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            query.setString(1, name);
            if (!query.executeQuery().next()) {
                execute(connection, "create database " + name);
            }
        } catch (SQLException e) {
            throw new UnusableDatabase("The database " + name + " could not be made: " + e.getMessage(), e);
        }
    }

    /** Writes the libpq URL for the processes beside this one. */
    void publishUrl(String database) {
        writePrivately(
                home.resolve("run").resolve("database.url"),
                DatabaseAddress.libpq(SUPERUSER, password, port, database));
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** A fast shutdown: open transactions are rolled back, nothing committed is lost. */
    synchronized void stop() {
        PostmasterFile.ofLiveServer(data()).ifPresent(server -> interrupt(server.pid()));
    }

    /** The library opens this folder to everybody; the one above is closed to them. */
    private Path binaries() {
        return home.resolve("postgresql").resolve("binaries");
    }

    /** The library is made for tests and gives up safety for speed, unless told otherwise. */
    private void launch() {
        var fresh = !Files.exists(data().resolve("PG_VERSION"));
        log.info("database.starting port={} fresh={}", port, fresh);
        releaseLock();
        try {
            launched = EmbeddedPostgres.builder()
                    .setDataDirectory(data())
                    .setOverrideWorkingDirectory(binaries().toFile())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("shared_buffers", "128MB")
                    .setServerConfig("password_encryption", "scram-sha-256")
                    .setConnectConfig("password", password)
                    .setOutputRedirector(logFile())
                    .setErrorRedirector(logFile())
                    .setPGStartupWait(START_LIMIT)
                    .start();
        } catch (IOException | IllegalStateException e) {
            throw new UnusableDatabase(
                    "The embedded PostgreSQL did not start on port " + port + ". Its log is "
                            + home.resolve("logs/database.log") + ".",
                    e);
        }
        lockDown();
    }

    private void releaseLock() {
        if (launched == null) {
            return;
        }
        try {
            launched.close();
        } catch (IOException e) {
            log.warn("database.lock-not-released reason={}", e.getMessage());
        }
        launched = null;
    }

    /** A new cluster trusts every local user; from here on it asks for the password. */
    private void lockDown() {
        var rules = data().resolve("pg_hba.conf");
        var wanted = "local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n";
        try (var connection = connect("postgres")) {
            if (Files.readString(rules).equals(wanted)) {
                return;
            }
            execute(connection, "alter user " + SUPERUSER + " password '" + password + "'");
            Files.writeString(rules, wanted);
            execute(connection, "select pg_reload_conf()");
        } catch (SQLException | IOException e) {
            throw new UnusableDatabase("The embedded PostgreSQL could not be given its password.", e);
        }
    }

    private boolean awaitAnswer(Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            if (answers()) {
                return true;
            }
            if (PostmasterFile.ofLiveServer(data()).isEmpty()) {
                return false;
            }
            pause();
        }
        return false;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnusableDatabase("Interrupted while the database was starting.", e);
        }
    }

    private Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("socketTimeout", "10");
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void interrupt(long pid) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(pid)).inheritIO().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path data() {
        return home.resolve("database");
    }

    private Redirect logFile() {
        return Redirect.appendTo(home.resolve("logs").resolve("database.log").toFile());
    }

    private int port(int wanted) {
        var file = home.resolve("secrets").resolve("database.port");
        var running = PostmasterFile.ofLiveServer(data());
        if (running.isPresent()) {
            return running.get().port();
        }
        if (wanted > 0) {
            return wanted;
        }
        var kept = readPort(file);
        if (kept > 0 && isFree(kept)) {
            return kept;
        }
        var free = freePort();
        writePrivately(file, Integer.toString(free));
        return free;
    }

    private static int readPort(Path file) {
        try {
            return Integer.parseInt(Files.readString(file).trim());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void createFolders() {
        try {
            for (var folder : new String[] {"secrets", "run", "logs", "postgresql"}) {
                Files.createDirectories(home.resolve(folder));
            }
            closeToOthers(home.resolve("postgresql"));
        } catch (IOException e) {
            throw new UnusableDatabase("The home " + home + " cannot be written. Give another with SLIPWAY_HOME.", e);
        }
    }

    private static void closeToOthers(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    private static String secret(Path file) {
        try {
            if (Files.exists(file)) {
                return Files.readString(file).trim();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        var secret = HexFormat.of().formatHex(bytes);
        writePrivately(file, secret);
        return secret;
    }

    private static void writePrivately(Path file, String text) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
