package dev.slipway.deployments.promotion;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the policy files are.
 *
 * @param dir filled with the default policies when it has none; watched
 */
@ConfigurationProperties("slipway.policies")
public record PolicySettings(@DefaultValue("policies") Path dir) {}
