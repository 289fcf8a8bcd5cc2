package dev.slipway.experiments;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the index follows MLflow.
 *
 * @param enabled off for a process that only reads
 * @param overlap how far behind the last pass a wide pass looks for starts and ends again, for clocks that differ
 * @param narrowOverlap the same for every other pass
 * @param wideEvery the time from one wide pass to the next; a wide pass also sweeps and reads all versions
 * @param sweepRuns runs read again on a wide pass, to find what MLflow cannot be asked for: changed tags, deletions, late imports
 * @param pageSize runs in one answer of MLflow
 */
@ConfigurationProperties("slipway.index")
public record IndexSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("2m") Duration overlap,
        @DefaultValue("10s") Duration narrowOverlap,
        @DefaultValue("5s") Duration wideEvery,
        @DefaultValue("200") int sweepRuns,
        @DefaultValue("500") int pageSize) {}
