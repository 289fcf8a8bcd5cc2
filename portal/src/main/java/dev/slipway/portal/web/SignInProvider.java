package dev.slipway.portal.web;

import dev.slipway.security.SignIns;
import dev.slipway.security.SignIns.Outcome.Admitted;
import dev.slipway.security.SignIns.Outcome.Locked;
import dev.slipway.security.SignIns.Outcome.Refused;
import dev.slipway.security.TooManySignIns;
import java.time.Duration;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Takes the sign-in form's name and password to {@link SignIns}. */
@Component
class SignInProvider implements AuthenticationProvider {

    private final SignIns signIns;
    private final SessionGuard guard;

    SignInProvider(SignIns signIns, SessionGuard guard) {
        this.signIns = signIns;
        this.guard = guard;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        return switch (outcome(attempt)) {
            case Admitted(var signedIn) ->
                guard.admit(signedIn).orElseThrow(() -> new BadCredentialsException("disabled meanwhile"));
            case Refused() -> throw new BadCredentialsException("refused");
            case Locked(var remaining) -> throw new LockedFor(remaining);
        };
    }

    private SignIns.Outcome outcome(Authentication attempt) {
        var password = attempt.getCredentials();
        try {
            return signIns.attempt(attempt.getName(), password == null ? "" : password.toString(), address(attempt));
        } catch (TooManySignIns e) {
            throw new Busy(e);
        } catch (DataAccessException | TransactionException e) {
            throw new AuthenticationServiceException("The database does not answer.", e);
        }
    }

    private static String address(Authentication attempt) {
        return attempt.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : "unknown";
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }

    /** The password could not be looked at now. */
    static final class Busy extends AuthenticationServiceException {

        private static final long serialVersionUID = 1L;

        Busy(TooManySignIns reason) {
            super(reason.getMessage(), reason);
        }
    }

    /** Too many failures: no attempt counts for a while. */
    static final class LockedFor extends LockedException {

        private static final long serialVersionUID = 1L;

        private final Duration remaining;

        LockedFor(Duration remaining) {
            super("locked");
            this.remaining = remaining;
        }

        /** Rounded up, so that who waits that long is let in. */
        long seconds() {
            return remaining.plusMillis(999).toSeconds();
        }
    }
}
