package dev.slipway.experiments;

import dev.slipway.kernel.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** MLflow did not answer, or answered that it cannot. Nothing was changed unless the message says so. */
public final class MlflowUnavailable extends Problem {

    private static final long serialVersionUID = 1L;

    public MlflowUnavailable(String message, @Nullable Throwable cause) {
        super(Kind.UNAVAILABLE, "mlflow_unavailable", message, List.of(), cause);
    }
}
