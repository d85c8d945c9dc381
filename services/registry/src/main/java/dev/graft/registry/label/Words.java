package dev.graft.registry.label;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The bounds of what people may write: names, descriptions, tags and aliases. */
public final class Words {
    /** What a model may be called: a task's name, or one that MLflow's users are used to. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Pattern VERSION_ALIAS = Pattern.compile("[vV]\\d+");
    private static final int MAX_DESCRIPTION_CHARS = 5_000;
    private static final int MAX_TAGS = 100;
    private static final int MAX_KEY_CHARS = 250;
    private static final int MAX_VALUE_CHARS = 10_000;

    private Words() {}

    public static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Refused.invalid(
                    "'" + shown(name) + "' cannot name a model: a name has 1 to 128 letters (a to z, A to Z),"
                            + " digits, dots, dashes and underscores, and begins with a letter or a digit");
        }
        return name;
    }

    public static String alias(String alias) {
        if (!ALIAS.matcher(alias).matches()) {
            throw Refused.invalid("'" + shown(alias)
                    + "' cannot be an alias: an alias has 1 to 128 letters, digits, dashes and underscores");
        }
        if (VERSION_ALIAS.matcher(alias).matches() || alias.equalsIgnoreCase("latest")) {
            throw Refused.invalid("the alias '" + alias + "' is reserved: it would be mistaken for a version");
        }
        return alias;
    }

    public static @Nullable String description(@Nullable String words) {
        if (words != null && words.length() > MAX_DESCRIPTION_CHARS) {
            throw Refused.invalid("the description has " + words.length() + " characters; at most "
                    + MAX_DESCRIPTION_CHARS + " are kept");
        }
        return words;
    }

    /** These tags with one more, or another value. */
    static Map<String, String> with(Map<String, String> tags, String key, String value) {
        if (key.isEmpty() || key.length() > MAX_KEY_CHARS) {
            throw Refused.invalid("a tag's key has 1 to " + MAX_KEY_CHARS + " characters, not " + key.length());
        }
        if (value.length() > MAX_VALUE_CHARS) {
            throw Refused.invalid("the value of tag '" + key + "' has " + value.length() + " characters; at most "
                    + MAX_VALUE_CHARS + " are kept");
        }
        Map<String, String> more = new TreeMap<>(tags);
        more.put(key, value);
        if (more.size() > MAX_TAGS) {
            throw Refused.invalid("there are " + MAX_TAGS + " tags already, the most that are kept; delete one first");
        }
        return more;
    }

    /** These tags without one. */
    static Map<String, String> without(Map<String, String> tags, String key) {
        Map<String, String> fewer = new TreeMap<>(tags);
        fewer.remove(key);
        return fewer;
    }

    static Map<String, String> checked(Map<String, String> tags) {
        Map<String, String> all = Map.of();
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            all = with(all, tag.getKey(), tag.getValue());
        }
        return all;
    }

    private static String shown(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
