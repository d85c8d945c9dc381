package dev.graft.trainer.check;

import dev.graft.learning.train.Progress;
import dev.graft.learning.train.StopSignal;
import java.util.function.Consumer;

/**
 * Who looks on while a check is done.
 *
 * @param stop asked before every few rows and every fold
 * @param progress told after every few rows
 */
public record CheckWatch(StopSignal stop, Consumer<Progress> progress) {}
