package dev.hooklane.source.run;

import java.util.List;

/**
 * The transactional ids of a writer. It uses them in turns, because a commit returns before the
 * brokers have ended the transaction everywhere. The next transaction of the same id would have to
 * wait for that, and brokers look only every 20 ms.
 */
final class TransactionalIds {
    private TransactionalIds() {}

    /**
     * Returns all transactional ids of a writer.
     *
     * @param writer the name that the progress has of it
     */
    static List<String> of(String writer) {
        // No instance's name has a ~.
        return List.of(writer + "~1", writer + "~2");
    }
}
