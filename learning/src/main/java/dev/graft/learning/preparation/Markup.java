package dev.graft.learning.preparation;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** What a reader of a page sees of its source. */
final class Markup {
    /** A tag, a comment or an entity; a lone {@code <} or {@code &} of plain text is none. */
    private static final Pattern MARKUP = Pattern.compile(
            "</?[a-zA-Z][^<>]{0,2000}>|<!--|<!(?i:doctype)|&(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\\w{1,31});");

    private Markup() {}

    static String text(String source) {
        if (!MARKUP.matcher(source).find()) {
            return source;
        }
        Element body = Jsoup.parseBodyFragment(source).body();
        Reader reader = new Reader();
        body.traverse(reader);
        return reader.seen.toString();
    }

    /** Walks through the nodes in their order. */
    private static final class Reader implements NodeVisitor {
        private final StringBuilder seen = new StringBuilder();

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode text) {
                seen.append(text.getWholeText());
            } else if (node instanceof Element element && depth > 0 && startsLine(element)) {
                breakLine();
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element && depth > 0 && isBlock(element)) {
                breakLine();
            }
        }

        private static boolean startsLine(Element element) {
            return isBlock(element) || element.nameIs("br");
        }

        /** What is not shown breaks no line. */
        private static boolean isBlock(Element element) {
            return element.isBlock() && !element.nameIs("script") && !element.nameIs("style");
        }

        private void breakLine() {
            if (!seen.isEmpty() && seen.charAt(seen.length() - 1) != '\n') {
                seen.append('\n');
            }
        }
    }
}
