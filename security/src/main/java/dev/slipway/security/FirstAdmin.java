package dev.slipway.security;

import dev.slipway.security.internal.Bootstrap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The first account of an installation. There is no default password: a one-time link or two variables make it. */
@Service
public class FirstAdmin {

    private final Bootstrap bootstrap;

    FirstAdmin(Bootstrap bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** Whether nobody can sign in yet. */
    @Open("asked before anybody can sign in")
    @Transactional(readOnly = true)
    public boolean isMissing() {
        return bootstrap.isMissing();
    }

    /** Spends the one-time link that the first start wrote down. */
    @Open("the secret is the right")
    @Transactional
    public void claim(String secret, Username username, String password, String displayName) {
        bootstrap.claim(secret, username, password, displayName);
    }
}
