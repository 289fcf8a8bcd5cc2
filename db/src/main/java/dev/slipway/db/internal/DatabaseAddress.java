package dev.slipway.db.internal;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A database with the right to enter it. Reads libpq's form ({@code postgresql://user:pw@host/db}) and JDBC's. */
record DatabaseAddress(
        String jdbcUrl, @Nullable String username, @Nullable String password) {

    private static final String JDBC = "jdbc:";

    static DatabaseAddress parse(String url, String username, String password) {
        if (url.startsWith(JDBC)) {
            return new DatabaseAddress(url, blankToNull(username), blankToNull(password));
        }
        if (!url.startsWith("postgresql://") && !url.startsWith("postgres://")) {
            throw new UnusableDatabase(
                    "SLIPWAY_DB_URL is not a PostgreSQL address. Give postgresql://user:password@host:5432/database"
                            + " or jdbc:postgresql://host:5432/database.");
        }
        return fromLibpq(URI.create(url), username, password);
    }

    private static DatabaseAddress fromLibpq(URI uri, String username, String password) {
        var port = uri.getPort() < 0 ? 5432 : uri.getPort();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var jdbc = "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getRawPath() + query;
        var user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        var colon = user.indexOf(':');
        var name = colon < 0 ? user : user.substring(0, colon);
        var secret = colon < 0 ? "" : user.substring(colon + 1);
        return new DatabaseAddress(
                jdbc,
                blankToNull(username.isBlank() ? decoded(name) : username),
                blankToNull(password.isBlank() ? decoded(secret) : password));
    }

    static String libpq(String username, String password, int port, String database) {
        return "postgresql://" + username + ":" + URLEncoder.encode(password, StandardCharsets.UTF_8) + "@127.0.0.1:"
                + port + "/" + database;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }

    /** Says where without saying the password. */
    @Override
    public String toString() {
        return jdbcUrl;
    }
}
