package dev.slipway.security.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@SecurityTest
class BootstrapTest {

    @Autowired
    private Bootstrap bootstrap;

    @Autowired
    private TransactionTemplate transaction;

    /** The start of the application made the first admin of them already. */
    @Test
    void namesTheVariablesThatMakeNoFirstAdmin() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> bootstrap.createConfigured()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SLIPWAY_SECURITY_ADMIN_PASSWORD")
                .hasMessageContaining("Platform");
    }
}
