package dev.slipway.experiments.internal.mlflow;

import java.io.IOException;

/** MLflow answered with an error. Translated before it leaves the adapter. */
final class MlflowRefusal extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    MlflowRefusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    boolean isNotFound() {
        return status == 404 || code.equals("RESOURCE_DOES_NOT_EXIST");
    }

    boolean isMisasked() {
        return status == 400;
    }

    MlflowRefusal asNotFound() {
        return new MlflowRefusal(404, code, String.valueOf(getMessage()));
    }

    boolean isAlreadyThere() {
        return code.equals("RESOURCE_ALREADY_EXISTS");
    }

    /** MLflow understood and said no: trying again changes nothing. */
    boolean isFinal() {
        return status >= 400 && status < 500 && status != 429;
    }

    int status() {
        return status;
    }
}
