package org.argand.backend.cuda;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The scalar functions that ship as PTX, cut into functions and tables, so that a generated kernel holds those it calls
 * and nothing else.
 */
final class DeviceLibrary {
    private static final Pattern COMMENT = Pattern.compile("//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern DIRECTIVE =
            Pattern.compile("^\\s*\\.(version|target|address_size)\\b.*$", Pattern.MULTILINE);

    /** A function after its optional result list, or a variable after its type. */
    private static final Pattern NAME =
            Pattern.compile(
                    "\\.func\\s*(?:\\([^)]*\\))?\\s*([\\w$]+)"
                            + "|\\.(?:global|const)\\s+(?:\\.align\\s+\\d+\\s+)?\\.\\w+\\s+([\\w$]+)");

    private static final Pattern WORD = Pattern.compile("[A-Za-z_$][\\w$]*");

    private final Map<String, Item> items = new LinkedHashMap<>();

    /** A definition and the other definitions that it names. */
    private record Item(String text, Set<String> uses) {}

    /** The library that ships. */
    static DeviceLibrary shipped() {
        return Shipped.LIBRARY;
    }

    private static final class Shipped {
        static final DeviceLibrary LIBRARY = new DeviceLibrary(CudaModules.text("library.ptx"));
    }

    /** The library of that text. */
    DeviceLibrary(String ptx) {
        String text = DIRECTIVE.matcher(COMMENT.matcher(ptx).replaceAll("")).replaceAll("");
        Map<String, String> definitions = new LinkedHashMap<>();
        int start = 0;
        int depth = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            boolean function = c == '}' && text.substring(start, at).contains(".func");
            if (depth == 0 && (c == ';' || function)) {
                define(text.substring(start, at + 1).strip(), definitions);
                start = at + 1;
            }
        }
        definitions.forEach((name, item) ->
                items.put(name, new Item(item, uses(name, item, definitions.keySet()))));
    }

    /** Keeps a definition; a mere declaration of a function is not needed, as those it calls come before it. */
    private static void define(String item, Map<String, String> definitions) {
        Matcher name = NAME.matcher(item);
        boolean declaration = item.contains(".func") && !item.endsWith("}");
        if (!declaration && name.find()) {
            String found = name.group(1) == null ? name.group(2) : name.group(1);
            definitions.put(found, item.replaceFirst("^\\.visible\\s+", "") + "\n");
        }
    }

    private static Set<String> uses(String name, String item, Set<String> known) {
        return WORD.matcher(item)
                .results()
                .map(MatchResult::group)
                .filter(w -> !w.equals(name) && known.contains(w))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether the library defines a function of that name. */
    boolean has(String function) {
        return items.containsKey(function);
    }

    /** Names of all functions and tables. */
    Set<String> names() {
        return items.keySet();
    }

    /** The text of those functions and of everything they need, each after what it needs. */
    String closure(Collection<String> functions) {
        Map<String, Item> order = new LinkedHashMap<>();
        functions.forEach(f -> visit(f, order));
        return order.values().stream().map(Item::text).collect(Collectors.joining());
    }

    private void visit(String name, Map<String, Item> done) {
        Item item = items.get(name);
        if (item == null) {
            throw new IllegalStateException("the device library has no " + name);
        }
        if (!done.containsKey(name)) {
            item.uses.forEach(used -> visit(used, done));
            done.put(name, item);
        }
    }
}
