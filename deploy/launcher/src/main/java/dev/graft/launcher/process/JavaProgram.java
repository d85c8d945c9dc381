package dev.graft.launcher.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java program as it is run: the JVM, its options, what it runs and with which arguments.
 *
 * @param java the {@code java} executable
 * @param jvmOptions as {@code -Xmx256m}
 * @param target {@code -jar file} or {@code -cp path Main}
 * @param arguments of the program itself
 */
public record JavaProgram(Path java, List<String> jvmOptions, List<String> target, List<String> arguments) {

    public JavaProgram {
        jvmOptions = List.copyOf(jvmOptions);
        target = List.copyOf(target);
        arguments = List.copyOf(arguments);
    }

    public static JavaProgram jar(Path jar, List<String> jvmOptions, List<String> arguments) {
        return new JavaProgram(sameJava(), jvmOptions, List.of("-jar", jar.toString()), arguments);
    }

    public static JavaProgram main(
            String classPath, String mainClass, List<String> jvmOptions, List<String> arguments) {
        return new JavaProgram(sameJava(), jvmOptions, List.of("-cp", classPath, mainClass), arguments);
    }

    /** The executable of the JVM that runs this code. */
    static Path sameJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    List<String> commandLine(ProcessIdentity identity) {
        List<String> line = new ArrayList<>();
        line.add(java.toString());
        line.addAll(identity.flags());
        line.addAll(jvmOptions);
        line.addAll(target);
        line.addAll(arguments);
        return line;
    }
}
