package dev.slipway.security;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people sign in.
 *
 * @param adminUsername of the first admin, made at the first start; empty: a one-time link makes it
 * @param adminPassword of the first admin
 * @param failuresBeforeLock failed sign-ins of one account or address within {@code failureWindow}
 * @param firstLock how long the first lock lasts; each further one twice as long, up to {@code longestLock}
 * @param tokenLifetime of a token made without an end
 * @param longestTokenLifetime the most a token may be given
 */
@ConfigurationProperties("slipway.security")
public record SecuritySettings(
        @DefaultValue("") String adminUsername,
        @DefaultValue("") String adminPassword,
        @DefaultValue("5") int failuresBeforeLock,
        @DefaultValue("15m") Duration failureWindow,
        @DefaultValue("1m") Duration firstLock,
        @DefaultValue("15m") Duration longestLock,
        @DefaultValue("90d") Duration tokenLifetime,
        @DefaultValue("365d") Duration longestTokenLifetime) {}
