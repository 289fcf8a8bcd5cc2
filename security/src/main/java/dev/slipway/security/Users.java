package dev.slipway.security;

import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;

/** The people. */
@Service
public class Users {

    /** Display names for ids. Unknown ids are left out. */
    @Open("a colleague's name is no secret to the one who holds the id")
    public Map<UserId, String> names(Set<UserId> ids) {
        throw new UnsupportedOperationException("not built yet");
    }
}
