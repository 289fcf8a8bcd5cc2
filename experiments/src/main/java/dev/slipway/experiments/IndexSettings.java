package dev.slipway.experiments;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the index follows MLflow.
 *
 * @param enabled off for a process that only reads
 * @param overlap how far behind the newest known start and end is looked again, for clocks that differ
 * @param sweepRuns runs read again on each pass, to find what MLflow cannot be asked for: changed tags, deletions, late imports
 * @param pageSize runs in one answer of MLflow
 */
@ConfigurationProperties("slipway.index")
public record IndexSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("2m") Duration overlap,
        @DefaultValue("100") int sweepRuns,
        @DefaultValue("500") int pageSize) {}
