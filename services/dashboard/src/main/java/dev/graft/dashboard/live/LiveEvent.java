package dev.graft.dashboard.live;

/**
 * Something that has just happened, ready to be sent.
 *
 * @param id of the event
 * @param name its type, as in {@code run.epoch-completed}
 * @param task whose it is; empty where it is nobody's
 * @param json the message
 */
public record LiveEvent(String id, String name, String task, String json) {}
