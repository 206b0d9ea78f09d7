package dev.hooklane.poll;

import dev.hooklane.attempt.OutcomeWriter;
import dev.hooklane.offset.OutcomeTransactions;
import dev.hooklane.offset.Quarantine;

/**
 * How outcomes get to Kafka.
 *
 * @param writer makes their records
 * @param transactions write them, with the offsets that they complete
 * @param quarantine takes those that Kafka refuses
 */
record OutcomePath(OutcomeWriter writer, OutcomeTransactions transactions, Quarantine quarantine) {}
