package dev.slipway.portal.api;

import dev.slipway.experiments.Artifacts;
import dev.slipway.experiments.Artifacts.ArtifactFile;
import dev.slipway.experiments.VersionRef;
import dev.slipway.portal.api.PageRequest.Items;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The files come from training code that nobody here wrote: a browser only ever stores them, and never shows them. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "artifacts")
class ArtifactsApi {

    private final Artifacts artifacts;

    ArtifactsApi(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    @GetMapping("/runs/{runId}/artifacts")
    @Requires(Permission.READ)
    @Operation(summary = "The files of a run in one folder")
    Items<FileBody> ofRun(
            @PathVariable String runId,
            @RequestParam(defaultValue = "") String path,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken) {
        var files = artifacts.ofRun(runId, path);
        return PageRequest.of(limit, pageToken, "artifacts|" + runId + "|" + path)
                .of(bodies(files));
    }

    @GetMapping("/runs/{runId}/artifact")
    @Requires(Permission.READ)
    @Operation(summary = "One file of a run")
    ResponseEntity<Resource> fileOfRun(@PathVariable String runId, @RequestParam String path) {
        return download(path, artifacts.openOfRun(runId, path));
    }

    @GetMapping("/models/{model}/versions/{version}/artifacts")
    @Requires(Permission.READ)
    @Operation(summary = "The files of a version in one folder")
    Items<FileBody> ofVersion(
            @PathVariable String model,
            @PathVariable String version,
            @RequestParam(defaultValue = "") String path,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken) {
        var ref = new VersionRef(model, version);
        var files = artifacts.ofVersion(ref, path);
        return PageRequest.of(limit, pageToken, "artifacts|" + ref + "|" + path).of(bodies(files));
    }

    @GetMapping("/models/{model}/versions/{version}/artifact")
    @Requires(Permission.READ)
    @Operation(summary = "One file of a version")
    ResponseEntity<Resource> fileOfVersion(
            @PathVariable String model, @PathVariable String version, @RequestParam String path) {
        return download(path, artifacts.openOfVersion(new VersionRef(model, version), path));
    }

    private static List<FileBody> bodies(List<ArtifactFile> files) {
        return files.stream().map(FileBody::of).toList();
    }

    private static ResponseEntity<Resource> download(String path, InputStream content) {
        var attachment = ContentDisposition.attachment()
                .filename(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
                .header("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'")
                .body(new InputStreamResource(content));
    }

    /** @param bytes 0 for a folder */
    @Json
    record FileBody(String path, boolean folder, long bytes) {
        static FileBody of(ArtifactFile file) {
            return new FileBody(file.path(), file.folder(), file.bytes());
        }
    }
}
