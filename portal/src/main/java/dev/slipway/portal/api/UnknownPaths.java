package dev.slipway.portal.api;

import dev.slipway.kernel.Problem;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/** Asked after the controllers and before the screens: what no controller took under /api is nowhere. */
@Component
class UnknownPaths extends AbstractHandlerMapping {

    /** The controllers' mapping has 0, the screens' almost the last. */
    private static final int AFTER_CONTROLLERS = 100;

    UnknownPaths() {
        setOrder(AFTER_CONTROLLERS);
    }

    @Override
    protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
        if (Problems.isApi(request, request.getRequestURI())) {
            throw new PathNotFound(request.getMethod() + " " + request.getRequestURI());
        }
        return null;
    }

    static final class PathNotFound extends Problem {

        private static final long serialVersionUID = 1L;

        PathNotFound(String path) {
            super(
                    Kind.NOT_FOUND,
                    "path_not_found",
                    "There is no " + path + ". GET /api/openapi.json lists what there is.");
        }
    }
}
