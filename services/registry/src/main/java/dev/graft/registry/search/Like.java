package dev.graft.registry.search;

/** The patterns of LIKE: {@code %} stands for any characters, {@code _} for one. Never takes more than length times length steps. */
final class Like {
    private Like() {}

    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int lastPercent = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '%') {
                lastPercent = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '_' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (lastPercent >= 0) {
                p = lastPercent + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '%') {
            p++;
        }
        return p == pattern.length();
    }
}
