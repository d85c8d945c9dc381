package dev.graft.platform.http;

/** A call's path as OpenAPI has it: that of its class and that of its method in one, without the patterns of parameters. */
final class PathTemplate {
    private PathTemplate() {}

    /** {@code /things/{name:[a-z]{1,9}}} and {@code label} give {@code /things/{name}/label}. */
    static String joined(String ofClass, String ofMethod) {
        StringBuilder path = new StringBuilder();
        int depth = 0;
        boolean pattern = false;
        for (char c : ("/" + ofClass + "/" + ofMethod).toCharArray()) {
            pattern = c == ':' && depth == 1 || pattern && !(c == '}' && depth == 1);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (!pattern) {
                path.append(c);
            }
        }
        String plain = path.toString().replaceAll("/{2,}", "/");
        return plain.length() > 1 && plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }
}
