package dev.slipway.security;

import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/** Who is acting on this thread. */
@Service
public class Actors {

    /** @throws NotSignedIn when nobody is */
    @Open("tells the caller who the caller is")
    public Actor current() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Does work as Slipway itself: only from background threads, never on behalf of a person. */
    @Open("called by Slipway's own background work only")
    public <T> T asSystem(Supplier<T> work) {
        throw new UnsupportedOperationException("not built yet");
    }
}
