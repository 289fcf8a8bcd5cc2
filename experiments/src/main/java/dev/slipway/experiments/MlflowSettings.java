package dev.slipway.experiments;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where MLflow is and how long it is waited for.
 *
 * @param url of the tracking server, such as {@code http://127.0.0.1:5000}
 * @param uiUrl where people open MLflow's own pages; empty: {@code url}
 * @param username of the service account, empty without basic-auth
 * @param password of the service account
 * @param connectLimit for a connection
 * @param readLimit for one answer
 * @param readAttempts of a read; a write is made once
 */
@ConfigurationProperties("slipway.mlflow")
public record MlflowSettings(
        @DefaultValue("http://127.0.0.1:5000") URI url,
        @DefaultValue("") String uiUrl,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("2s") Duration connectLimit,
        @DefaultValue("10s") Duration readLimit,
        @DefaultValue("2") int readAttempts) {

    public boolean hasCredentials() {
        return !username.isBlank();
    }

    String runPage(String experimentId, String runId) {
        return (uiUrl.isBlank() ? url.toString() : uiUrl) + "/#/experiments/" + experimentId + "/runs/" + runId;
    }
}
