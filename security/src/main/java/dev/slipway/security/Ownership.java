package dev.slipway.security;

import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Which team a thing belongs to: set by hand, else by its tag {@code team}, else by the first name rule that fits. */
@Service
public class Ownership {

    /** @param kind {@code experiment} or {@code model} */
    @Open("a pure look-up that the index makes for every experiment and model")
    public Optional<TeamId> teamOf(String kind, String name, Map<String, String> tags) {
        throw new UnsupportedOperationException("not built yet");
    }
}
