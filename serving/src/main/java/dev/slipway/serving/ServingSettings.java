package dev.slipway.serving;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the twins of new versions are checked.
 *
 * @param enabled off for a process that checks none
 * @param timeLimit for fetching a version's files, and again for comparing them
 * @param heap of the child JVM that compares
 * @param fileLimit the largest file that is fetched
 * @param workDir where the files of a check lie while it runs; empty: the system's folder for temporary files
 */
@ConfigurationProperties("slipway.serving")
public record ServingSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("60s") Duration timeLimit,
        @DefaultValue("256MB") DataSize heap,
        @DefaultValue("1GB") DataSize fileLimit,
        @DefaultValue("") String workDir) {}
