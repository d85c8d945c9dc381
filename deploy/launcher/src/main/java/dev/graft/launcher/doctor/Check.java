package dev.graft.launcher.doctor;

import java.util.List;

/** Something the doctor looks at. It reports what goes wrong as a finding and throws nothing. */
@FunctionalInterface
public interface Check {
    List<Finding> run();
}
