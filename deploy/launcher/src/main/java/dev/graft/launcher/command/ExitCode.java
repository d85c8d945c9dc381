package dev.graft.launcher.command;

/** What the exit codes of {@code graft} mean; part of its interface. */
public final class ExitCode {

    public static final int DONE = 0;
    /** The command was understood and could not be done, or the answer is no. */
    public static final int FAILED = 1;

    public static final int WRONG_USAGE = 2;
    /** Another launcher is starting or stopping this mesh. */
    public static final int LOCKED = 3;

    public static final int PORT_TAKEN = 4;
    /** The mesh, or the part of it that the command needs, does not run. */
    public static final int NOT_RUNNING = 5;

    private ExitCode() {}
}
