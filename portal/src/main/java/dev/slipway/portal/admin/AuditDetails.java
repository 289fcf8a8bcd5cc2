package dev.slipway.portal.admin;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import dev.slipway.portal.kit.Texts;
import dev.slipway.portal.kit.Viewer;
import dev.slipway.security.Audit.AuditEntry;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an entry says of before and after, fact by fact. */
final class AuditDetails extends Div {

    private static final long serialVersionUID = 1L;

    private static final JsonMapper JSON = new JsonMapper();

    AuditDetails(AuditEntry entry) {
        addClassName("sw-pad");
        var facts = new DescriptionList();
        facts.addClassNames("sw-kv", "left");
        fact(facts, getTranslation("admin.audit.time"), Texts.exact(entry.at(), Viewer.zone()));
        changes(entry).forEach((name, change) -> fact(facts, name, change));
        fact(
                facts,
                getTranslation("admin.audit.token"),
                entry.token() == null ? "—" : entry.token().toString());
        fact(
                facts,
                getTranslation("admin.audit.hash"),
                entry.hash() == null ? getTranslation("admin.audit.not-sealed") : entry.hash());
        add(facts, new Anchor(AdminLinks.auditOf(entry.object()), getTranslation("admin.audit.same")));
    }

    /** Each fact with what it was and what it became. */
    static Map<String, String> changes(AuditEntry entry) {
        var before = JSON.readTree(entry.before());
        var after = JSON.readTree(entry.after());
        var changes = new TreeMap<String, String>();
        before.propertyStream().forEach(fact -> changes.put(fact.getKey(), text(fact.getValue()) + " →"));
        after.propertyStream()
                .forEach(fact -> changes.merge(
                        fact.getKey(),
                        text(fact.getValue()),
                        (was, became) -> unchanged(was, became) ? became : was + " " + became));
        return changes;
    }

    private static boolean unchanged(String was, String became) {
        return was.equals(became + " →");
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "—" : value.isValueNode() ? value.asString() : value.toString();
    }

    private static void fact(DescriptionList facts, String name, String text) {
        var value = new Span(text);
        value.addClassName("sw-mono");
        facts.getElement()
                .appendChild(new Element("dt").setText(name), new Element("dd").appendChild(value.getElement()));
    }
}
