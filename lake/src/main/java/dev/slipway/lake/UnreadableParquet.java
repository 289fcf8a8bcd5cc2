package dev.slipway.lake;

import dev.slipway.kernel.Problem;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file that is no Parquet file, or holds what is not read. */
public final class UnreadableParquet extends Problem {

    private static final long serialVersionUID = 1L;

    UnreadableParquet(Path file, String reason, @Nullable Throwable cause) {
        super(Kind.INVALID, "unreadable_parquet", file.getFileName() + " " + reason + ".", List.of(), cause);
    }
}
