package dev.slipway.security.internal;

import dev.slipway.security.SecuritySettings;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecuritySettings.class)
class SecurityConfiguration {

    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Argon2id with 19 MiB, two passes, one lane: OWASP's password storage cheat sheet, first choice. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new BoundedEncoder(new Argon2PasswordEncoder(16, 32, 1, 19_456, 2), AT_ONCE, PATIENCE);
    }
}
