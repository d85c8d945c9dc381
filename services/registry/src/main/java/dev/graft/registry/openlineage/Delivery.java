package dev.graft.registry.openlineage;

/** What a receiver of OpenLineage events answered, as far as it decides what to do next. */
public enum Delivery {
    /** It has the event. */
    TAKEN,
    /** It will not take this event, however often it comes. */
    REFUSED,
    /** It cannot take any event now: it is away, overloaded, or set up wrongly, which somebody will mend. */
    NOT_NOW;

    /** What an HTTP status says. Statuses that depend on address, token or load say nothing of the event itself. */
    public static Delivery ofStatus(int status) {
        if (status >= 200 && status < 300) {
            return TAKEN;
        }
        return status == 400 || status == 413 || status == 415 || status == 422 ? REFUSED : NOT_NOW;
    }
}
