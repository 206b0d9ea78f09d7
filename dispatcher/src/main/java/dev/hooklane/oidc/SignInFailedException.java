package dev.hooklane.oidc;

/** A sign-in that did not work. The message is one sentence for the person and the operator. */
public final class SignInFailedException extends Exception {
    private static final long serialVersionUID = 1;

    /** Where the fault lies. */
    public enum Fault {
        /** The request does not belong to a sign-in that began in the browser. */
        STRANGE,
        /** The provider refused the person. */
        PERSON,
        /** The provider did not answer, or not as it should. */
        PROVIDER
    }

    private final Fault fault;

    SignInFailedException(Fault fault, String sentence) {
        super(sentence);
        this.fault = fault;
    }

    static SignInFailedException ofProvider(String sentence) {
        return new SignInFailedException(Fault.PROVIDER, sentence);
    }

    public Fault fault() {
        return fault;
    }

    /** Returns the sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** It is an expected answer and never logged with its trace. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
