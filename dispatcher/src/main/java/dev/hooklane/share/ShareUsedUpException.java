package dev.hooklane.share;

/** There was no turn within the time, because others or the owner itself had all there are. */
public final class ShareUsedUpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean own;

    /**
     * @param own whether the owner's own share is used up
     */
    public ShareUsedUpException(String message, boolean own) {
        super(message);
        this.own = own;
    }

    /** Reports whether the owner itself uses all that it may. */
    public boolean isOwn() {
        return own;
    }
}
