package dev.slipway.portal.experiments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import dev.slipway.experiments.Artifacts;
import dev.slipway.experiments.Artifacts.ArtifactFile;
import dev.slipway.portal.kit.EmptyState;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Later;
import dev.slipway.portal.kit.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files on the left, folder by folder; what is in the chosen one on the right. */
final class ArtifactBrowser extends Div {

    private static final long serialVersionUID = 1L;

    private static final Comparator<ArtifactFile> FOLDERS_FIRST =
            Comparator.comparing((ArtifactFile file) -> !file.folder()).thenComparing(ArtifactFile::path);

    private final transient Artifacts artifacts;
    private final Div preview = new Div();
    private @Nullable NativeButton chosen;

    private ArtifactBrowser(Artifacts artifacts, List<Listing> listings) {
        this.artifacts = artifacts;
        addClassName("sw-files");
        var tree = new Div();
        tree.addClassName("sw-files-tree");
        region(tree, getTranslation("experiments.files.list"));
        listings.forEach(listing -> addRoot(tree, listing));
        if (tree.getComponentCount() == 0) {
            tree.add(new EmptyState(
                    Icon.FOLDER,
                    getTranslation("experiments.files.none"),
                    getTranslation("experiments.files.none.why")));
        }
        preview.addClassName("sw-files-preview");
        region(preview, getTranslation("experiments.files.preview"));
        preview.add(hint());
        add(tree, preview);
    }

    /** The files of each place; a place without files is left out. */
    static Later<List<Listing>> of(Artifacts artifacts, List<Root> roots) {
        return Later.of(() -> listings(artifacts, roots), listings -> new ArtifactBrowser(artifacts, listings));
    }

    private static List<Listing> listings(Artifacts artifacts, List<Root> roots) {
        return roots.stream()
                .map(root -> new Listing(root, root.source().list(artifacts, "")))
                .filter(listing -> !listing.files().isEmpty())
                .toList();
    }

    private static void region(Div box, String name) {
        box.getElement()
                .setAttribute("tabindex", "0")
                .setAttribute("role", "region")
                .setAttribute("aria-label", name);
    }

    private EmptyState hint() {
        return new EmptyState(
                Icon.FILE, getTranslation("experiments.files.choose"), getTranslation("experiments.files.choose.why"));
    }

    private void addRoot(Div tree, Listing listing) {
        var root = listing.root();
        if (!root.name().isEmpty()) {
            var name = new Div(root.name());
            name.addClassNames("sw-s", "sw-t2", "sw-files-root");
            tree.add(name);
        }
        tree.add(list(root.source(), listing.files()));
    }

    private UnorderedList list(ArtifactSource source, List<ArtifactFile> files) {
        var list = new UnorderedList();
        files.stream().sorted(FOLDERS_FIRST).map(file -> item(source, file)).forEach(list::add);
        return list;
    }

    private ListItem item(ArtifactSource source, ArtifactFile file) {
        var name = new Span(file.path().substring(file.path().lastIndexOf('/') + 1));
        name.addClassName("sw-cut");
        var button = new NativeButton();
        button.setTitle(file.path());
        button.getElement().setAttribute("type", "button");
        button.add((file.folder() ? Icon.FOLDER : Icon.FILE).createSmall(), name);
        var item = new ListItem(button);
        if (file.folder()) {
            button.getElement().setAttribute("aria-expanded", "false");
            button.addClickListener(click -> toggle(source, file, button, item));
            return item;
        }
        var size = new Span(Texts.size(file.bytes()));
        size.addClassNames("sw-t3", "sw-end");
        button.add(size);
        button.addClickListener(click -> choose(source, file, button));
        return item;
    }

    private void toggle(ArtifactSource source, ArtifactFile folder, NativeButton button, ListItem item) {
        var open = item.getComponentCount() > 1;
        button.getElement().setAttribute("aria-expanded", String.valueOf(!open));
        if (open) {
            item.remove(item.getComponentAt(1));
            return;
        }
        item.add(Later.of(() -> source.list(artifacts, folder.path()), files -> list(source, files)));
    }

    private void choose(ArtifactSource source, ArtifactFile file, NativeButton button) {
        if (chosen != null) {
            chosen.getElement().removeAttribute("aria-current");
        }
        chosen = button;
        button.getElement().setAttribute("aria-current", "true");
        preview.removeAll();
        preview.add(head(source, file), content(source, file));
    }

    private Component head(ArtifactSource source, ArtifactFile file) {
        var path = new Span(file.path());
        path.addClassNames("sw-mono", "sw-cut", "sw-grow");
        path.setTitle(file.path());
        var head = new Div(path, new Span(Texts.size(file.bytes())), download(source, file));
        head.addClassNames("sw-row", "sw-files-head");
        return head;
    }

    private Anchor download(ArtifactSource source, ArtifactFile file) {
        var text = getTranslation("experiments.files.download");
        var address = source.address(file.path());
        var link = address.isPresent()
                ? new Anchor(address.get(), text)
                : new Anchor(stream(source, file), AttachmentType.DOWNLOAD, text);
        link.getElement().setAttribute("download", true).setAttribute("router-ignore", true);
        return link;
    }

    private DownloadHandler stream(ArtifactSource source, ArtifactFile file) {
        var name = file.path().substring(file.path().lastIndexOf('/') + 1);
        return DownloadHandler.fromInputStream(event -> new DownloadResponse(
                source.open(artifacts, file.path()), name, ArtifactPreview.contentType(name), file.bytes()));
    }

    private Component content(ArtifactSource source, ArtifactFile file) {
        return switch (ArtifactPreview.of(file.path(), file.bytes())) {
            case TEXT -> Later.of(() -> read(source, file), ArtifactBrowser::text);
            case JSON -> Later.of(() -> ArtifactPreview.pretty(read(source, file)), ArtifactBrowser::text);
            case IMAGE -> image(source, file);
            case TOO_LARGE ->
                new EmptyState(
                        Icon.FILE,
                        getTranslation("experiments.files.large"),
                        getTranslation("experiments.files.large.why", Texts.size(ArtifactPreview.MOST_TEXT)));
            case NONE ->
                new EmptyState(
                        Icon.FILE,
                        getTranslation("experiments.files.other"),
                        getTranslation("experiments.files.other.why"));
        };
    }

    private static Pre text(String text) {
        var pre = new Pre(text);
        pre.addClassName("sw-files-text");
        return pre;
    }

    private String read(ArtifactSource source, ArtifactFile file) {
        try (InputStream in = source.open(artifacts, file.path())) {
            return new String(in.readNBytes(ArtifactPreview.MOST_TEXT), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Image image(ArtifactSource source, ArtifactFile file) {
        var handler = DownloadHandler.fromInputStream(event -> new DownloadResponse(
                source.open(artifacts, file.path()), null, ArtifactPreview.contentType(file.path()), file.bytes()));
        var image = new Image(handler.inline(), getTranslation("experiments.files.image", file.path()));
        image.addClassName("sw-files-image");
        return image;
    }

    /** @param name empty for the only one */
    record Root(String name, ArtifactSource source) {}

    record Listing(Root root, List<ArtifactFile> files) {}
}
