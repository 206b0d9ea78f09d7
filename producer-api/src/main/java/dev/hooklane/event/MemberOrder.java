package dev.hooklane.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts the members of an object with array-index keys into JavaScript's order: indices first,
 * ascending.
 */
final class MemberOrder {
    /** The range of a member's text in the buffer, without the comma before or after it. */
    private record Member(long index, int from, int to) {}

    private final int membersStart;
    private final List<Member> indices = new ArrayList<>();
    private final List<Member> others = new ArrayList<>();

    /**
     * @param membersStart where the object's first member starts in the buffer
     * @param firstIndexStart where its first member with an array-index key starts; after a comma
     *     if it is not the first member
     */
    MemberOrder(int membersStart, int firstIndexStart) {
        this.membersStart = membersStart;
        if (firstIndexStart > membersStart) {
            others.add(new Member(ArrayIndex.NONE, membersStart, firstIndexStart - 1));
        }
    }

    /** Adds the first member with an index, or any member after it. */
    void add(long index, int from, int to) {
        (index == ArrayIndex.NONE ? others : indices).add(new Member(index, from, to));
    }

    /** Rewrites the object's members, which must be the last bytes of the buffer. */
    void apply(JsonBytes out) {
        byte[] written = out.copy(membersStart, out.sizeBytes());
        out.truncate(membersStart);
        indices.sort(Comparator.comparingLong(Member::index));
        put(indices, written, out);
        put(others, written, out);
    }

    private void put(List<Member> members, byte[] written, JsonBytes out) {
        for (Member member : members) {
            if (out.sizeBytes() > membersStart) {
                out.put(',');
            }
            out.put(written, member.from - membersStart, member.to - member.from);
        }
    }
}
