package dev.hooklane.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What {@link EventDigest} hashes: texts, each behind its length in bytes. */
final class HashedText {
    private static final int FIRST_CAPACITY_BYTES = 1024;
    private static final Comparator<Member> BY_NAME = Comparator.comparing(Member::name);

    private byte[] bytes = new byte[FIRST_CAPACITY_BYTES];
    private int size;

    /** Where the text of a member of an object is, its name and its value. */
    record Member(String name, int start, int end) {}

    int size() {
        return size;
    }

    /** Adds the text with its length, so that two texts in a row stay distinguishable. */
    void add(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        byte[] length = (utf8.length + ":").getBytes(UTF_8);
        ensure(length.length + utf8.length);
        System.arraycopy(length, 0, bytes, size, length.length);
        System.arraycopy(utf8, 0, bytes, size + length.length, utf8.length);
        size += length.length + utf8.length;
    }

    /** Adds the text before what was added since then. */
    void insert(int start, String text) {
        int end = size;
        add(text);
        byte[] added = Arrays.copyOfRange(bytes, end, size);
        System.arraycopy(bytes, start, bytes, start + added.length, end - start);
        System.arraycopy(added, 0, bytes, start, added.length);
    }

    /**
     * Brings the members in the order of their names.
     *
     * @param start of the first one; the last one ends with the text
     */
    void sort(int start, List<Member> members) {
        if (areSorted(members)) {
            return;
        }
        List<Member> sorted = members.stream().sorted(BY_NAME).toList();
        byte[] unsorted = Arrays.copyOfRange(bytes, start, size);
        int at = start;
        for (Member member : sorted) {
            int length = member.end() - member.start();
            System.arraycopy(unsorted, member.start() - start, bytes, at, length);
            at += length;
        }
    }

    private static boolean areSorted(List<Member> members) {
        for (int i = 1; i < members.size(); i++) {
            if (BY_NAME.compare(members.get(i - 1), members.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    byte[] digest(MessageDigest hash) {
        hash.update(bytes, 0, size);
        return hash.digest();
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
