package dev.hooklane.config;

import dev.hooklane.retry.RetrySchedule;

/**
 * When failed attempts are repeated.
 *
 * @param jitter the share by which a step may last longer, from 0 to 0.5; constant for a partition
 */
public record RetrySettings(RetrySchedule schedule, double jitter) {
    static RetrySettings read(SettingReader settings) {
        return new RetrySettings(
                // As promised to customers; see the table in the contract.
                settings.value(
                        "retry.schedule",
                        "0s,5m,30m,2h,8h",
                        "0s and then rising waits, such as 0s,5m,30m,2h,8h",
                        RetrySchedule::parse),
                // Enough to spread a burst of failures, too little for a customer to notice.
                settings.decimal("retry.jitter", 0.05, 0, 0.5));
    }
}
