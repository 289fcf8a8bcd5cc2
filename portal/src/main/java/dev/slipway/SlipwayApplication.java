package dev.slipway;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The one application; what it does on a machine is set by configuration. */
@SpringBootApplication
@EnableScheduling
public class SlipwayApplication {

    private static final int SCHEDULED_TASKS = 8;

    public static void main(String[] args) {
        SpringApplication.run(SlipwayApplication.class, args);
    }

    /**
     * Threads of its own for what is done time and again: with virtual threads Spring gives all of it one thread, and an MLflow
     * that hangs in the indexer would hold up the sealer and the reconciler.
     */
    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(SCHEDULED_TASKS);
        scheduler.setThreadNamePrefix("scheduled-");
        return scheduler;
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
