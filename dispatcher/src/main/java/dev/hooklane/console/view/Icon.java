package dev.hooklane.console.view;

/** Icons of the pages, each drawn as one stroked path in a 24 by 24 grid. */
public enum Icon {
    WEBHOOKS(
            "M18 16.98h-5.99c-1.1 0-1.95.94-2.48 1.9A4 4 0 0 1 2 17c.01-.7.2-1.4.57-2"
                    + "M6 17l3.13-5.78c.53-.97.1-2.18-.5-3.1a4 4 0 1 1 6.89-4.06"
                    + "M12 6l3.13 5.73C15.66 12.7 16.9 13 18 13a4 4 0 0 1 0 8"),
    DELIVERIES("M22 2 11 13M22 2l-7 20-4-9-9-4 20-7z"),
    EVENTS("M13 2 3 14h9l-1 8 10-12h-9l1-8z"),
    TYPES("M4 7h16M4 12h16M4 17h10"),
    DOCS(
            "M4 19.5A2.5 2.5 0 0 1 6.5 17H20M4 19.5A2.5 2.5 0 0 0 6.5 22H20V2H6.5A2.5 2.5 0 0 0 4"
                    + " 4.5v15z"),
    OPERATIONS("M22 12h-4l-3 9L9 3l-3 9H2"),
    ACCOUNTS(
            "M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8M22 21v-2a4"
                    + " 4 0 0 0-3-3.87M16 3.13a4 4 0 0 1 0 7.75"),
    KEY(
            "M21 2l-2 2m-7.6 7.6a5.5 5.5 0 1 1-7.8 7.8 5.5 5.5 0 0 1 7.8-7.8zm0 0L15.5 7.5m0 0 3"
                    + " 3L22 7l-3-3m-3.5 3.5L19 4"),
    CLOCK("M12 22a10 10 0 1 0 0-20 10 10 0 0 0 0 20zM12 6v6l4 2"),
    LOG("M8 6h13M8 12h13M8 18h13M3 6h.01M3 12h.01M3 18h.01"),
    CODE("M16 18l6-6-6-6M8 6l-6 6 6 6"),
    HELP(
            "M12 22a10 10 0 1 0 0-20 10 10 0 0 0 0 20zM9.1 9a3 3 0 0 1 5.8 1c0 2-3 3-3 3M12"
                    + " 17h.01"),
    LOCK(
            "M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2zM7 11V7a5 5 0 0 1 10 0v4"),
    PLUS("M12 5v14M5 12h14"),
    CHECK("M20 6 9 17l-5-5"),
    CROSS("M18 6 6 18M6 6l12 12"),
    COPY(
            "M11 9h9a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2zM5 15H4a2 2 0"
                    + " 0 1-2-2V4a2 2 0 0 1 2-2h9a2 2 0 0 1 2 2v1"),
    WARNING(
            "M10.3 3.9 1.8 18a2 2 0 0 0 1.7 3h17a2 2 0 0 0 1.7-3L13.7 3.9a2 2 0 0 0-3.4 0zM12 9v4M12 17h.01"),
    INFO("M12 22a10 10 0 1 0 0-20 10 10 0 0 0 0 20zM12 16v-4M12 8h.01"),
    SEARCH("M11 19a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM21 21l-4.35-4.35"),
    PAUSE("M10 4H6v16h4zM18 4h-4v16h4z"),
    PLAY("M6 4l14 8-14 8V4z"),
    REPLAY("M1 4v6h6M3.5 15a9 9 0 1 0 2.1-9.4L1 10"),
    TRASH("M3 6h18M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2"),
    MENU("M3 6h18M3 12h18M3 18h18"),
    SUN(
            "M12 17a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM12 1v2M12 21v2M4.2 4.2l1.4 1.4M18.4 18.4l1.4"
                    + " 1.4M1 12h2M21 12h2M4.2 19.8l1.4-1.4M18.4 5.6l1.4-1.4"),
    SIGN_OUT("M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4M16 17l5-5-5-5M21 12H9"),
    CHEVRON("M9 18l6-6-6-6"),
    BACK("M15 18l-6-6 6-6"),
    CLOUD_OFF(
            "M22.6 17A5 5 0 0 0 18 10h-1.3A8 8 0 0 0 7.6 5.1M5 5a8 8 0 0 0 4 15h9a5 5 0 0 0 1.7-.3M1 1l22 22");

    private final String path;

    Icon(String path) {
        this.path = path;
    }

    /** Returns the {@code d} of the path. */
    public String path() {
        return path;
    }
}
