package dev.slipway.portal.web;

import java.util.stream.Collectors;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows what a view would get: the form's token, and the authorities it is judged by. */
@TestConfiguration(proxyBeanMethods = false)
@Import(CsrfWindow.Shown.class)
class CsrfWindow {

    @Bean
    @Order(0)
    SecurityFilterChain window(HttpSecurity http) {
        return http.securityMatcher("/test/csrf")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @TestComponent
    @RestController
    @RequestMapping("/test")
    static class Shown {

        @GetMapping("/csrf")
        String csrf(CsrfToken token) {
            return token.getToken();
        }

        @GetMapping("/authorities")
        String authorities(Authentication authentication) {
            return authentication.getAuthorities().stream()
                    .map(GrantedAuthority::getAuthority)
                    .collect(Collectors.joining(" "));
        }
    }
}
