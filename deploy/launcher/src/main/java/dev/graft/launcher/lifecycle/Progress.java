package dev.graft.launcher.lifecycle;

import java.time.Duration;

/** Where the coming up and going down of services is reported; called from several threads. */
public interface Progress {

    void starting(String service);

    /** @param how such as "ready" or "already running" */
    void ready(String service, String how, Duration took);

    void failed(String service, String reason);

    void stopping(String service);

    /** @param how such as "stopped" or "killed" */
    void stopped(String service, String how, Duration took);

    /** Something worth knowing that changes no service's state. */
    void note(String service, String text);
}
