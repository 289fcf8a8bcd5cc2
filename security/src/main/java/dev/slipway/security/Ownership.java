package dev.slipway.security;

import dev.slipway.security.internal.TeamStore;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which team a thing belongs to: set by hand, else by its tag {@code team}, else by the first name rule that fits. */
@Service
public class Ownership {

    private final TeamStore store;

    Ownership(TeamStore store) {
        this.store = store;
    }

    /** All the rules as they are now, for working out many things. */
    @Open("a pure look-up that the index makes for every experiment and model")
    @Transactional(readOnly = true)
    public Rules rules() {
        return store.ownership();
    }

    /** Pure: the rules of one moment. */
    public interface Rules {

        /** @param kind {@code experiment} or {@code model} */
        Optional<TeamId> teamOf(String kind, String name, Map<String, String> tags);
    }
}
