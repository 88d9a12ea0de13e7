"""MkDocs, and the only module that knows it: the plugin, and a build without its command.

`mkdocs build` and `mkdocs serve` load the plugin; `salesbook build` runs the same build with a
portal that it has made already. So there is one way to the site, and the plugin only hangs it onto
MkDocs' events: before the build it writes the docs folder and sends MkDocs' output aside, after it
the site is completed and takes its place.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import urljoin

from mkdocs.commands.build import build as build_site
from mkdocs.commands.serve import serve as serve_site
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.config_options import Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.utils import CountHandler
from mkdocs.utils.yaml import yaml_load

from generator.commands import manual, surroundings
from generator.errors import NotWritableError, SalesbookError, UsageError
from generator.history.moment import present
from generator.website import banner, docs, navigation, publish, write
from generator.website.finish import Rendered, begun, finish
from generator.website.fork import Begun
from generator.website.mkdocs_log import heard, told
from generator.website.page import Page, Portal
from generator.website.stamp import Place

OVERRIDES = Path(__file__).parent / "theme" / "overrides"
_LOG = logging.getLogger("mkdocs.plugins.salesbook")
WATCHED = ("data", "site", "reports")
"""What a page can depend on in a data repository, besides mkdocs.yml."""

Source = Callable[[Path, date], Portal]
"""What makes the portal of a repository, as of a day."""


class SiteError(SalesbookError):
    """A site that MkDocs could not build, in MkDocs' own words."""

    def __init__(self, config_file: Path | str, words: Sequence[str], error: Exception) -> None:
        super().__init__(f"{config_file}: {words[-1] if words else error}")


class Settings(NamedTuple):
    """What mkdocs.yml says about the site, with every path made absolute."""

    docs: Path
    site: Path
    address: str
    edit_base: str
    has_nav: bool
    overrides: Path | None


Over = Callable[[banner.Site], banner.Site]
"""What is put over a site that is served."""


def alone(site: banner.Site) -> banner.Site:
    """Put nothing over a site."""
    return site


def pipeline(root: Path, as_of: date) -> Portal:
    """Return the portal of a repository; the pipeline is loaded when the first one is made."""
    made = import_module("generator.pipeline").portal
    portal: Portal = made(present(root, as_of), surroundings.usual(root), manual.manuals)
    return portal


class Options(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves this one without types
    """What may stand under `salesbook` in mkdocs.yml."""

    as_of = Optional(Type((date, str)))


class SalesbookPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]  # same
    """Makes MkDocs build the portal of the repository that mkdocs.yml lies in."""

    def __init__(self) -> None:
        self.source: Source = pipeline
        self.over: Over = alone
        self.serving = False
        self.failure: SalesbookError | None = None
        self._trouble = ""
        self._held = ExitStack()
        self._portal = Portal()
        self._target = Path()
        self._own = Path()
        self._pages: Sequence[str] = ()
        self._work: Begun[Place] | None = None  # before the first build, and between two

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember the command; having this event, the plugin lives through rebuilds."""
        del dirty
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Make the portal, write the docs folder, and send MkDocs' output beside the last site."""
        with self._explained():
            root = Path(config.config_file_path).parent
            self._own, self._target = root / "site", Path(config.site_dir)
            self._portal = self.source(root.resolve(), surroundings.settled(root))
            self._held.callback(self._forget)
            self._held.enter_context(publish.locked(Path(config.docs_dir).parent))
            fresh = self._held.enter_context(publish.staged(self._target))
            self._work = self._held.enter_context(begun(self._portal))
            files = docs.files(self._portal, self._own)
            write.sync(Path(config.docs_dir), files)
            self._pages = docs.rendered(files)
            _configure(config, docs.navigable(self._portal, self._own))
            config.site_dir = str(fresh)
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Tell MkDocs which pages are outside the navigation on purpose."""
        del config
        placed = {page.path for page in docs.navigable(self._portal, self._own) if page.nav}
        for file in files.documentation_pages():
            if file.src_uri not in placed:
                file.inclusion = InclusionLevel.NOT_IN_NAV
        return files

    @event_priority(-100)  # after the search plugin has written its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Complete the site that was begun, and put it into its place."""
        if self._work is not None:
            with self._explained():
                self._complete(config, self._work)
        self._held.close()

    def _complete(self, config: MkDocsConfig, work: Begun[Place]) -> None:
        folder, address = Path(config.site_dir), config.site_url or ""
        rendered = Rendered(folder, self._pages)
        finish(rendered, self._portal, work, address=address, policy=not self.serving)
        if not _refused(config):
            publish.publish(folder, self._target)
            config.site_dir = str(self._target)

    def on_build_error(self, *, error: Exception) -> None:
        """Let go of everything, the last done first; the last good site is where it was."""
        del error
        self._held.close()

    def on_shutdown(self) -> None:
        """Let go of everything after an interruption, which MkDocs takes for no error."""
        self._held.close()

    def _forget(self) -> None:
        """Let go of the portal and its tables: a server need not have room for those of two."""
        self._portal, self._work = Portal(), None

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Follow the sources, and not the docs folder, which every build writes."""
        server.builder = lambda: self._rebuild(builder)
        server.set_app(self.over(banner.over(server.serve_request, lambda: self._trouble)))
        server.unwatch(config.docs_dir)
        for name in WATCHED:
            if (folder := self._own.parent / name).is_dir():
                server.watch(str(folder))
        return server

    def _rebuild(self, builder: Callable[..., None]) -> None:
        """Build again; what goes wrong is said, and the last good pages go on being served."""
        self.failure = None
        with heard() as words:
            try:
                builder()
                self._trouble = ""
            except Exception as error:  # noqa: BLE001 - else MkDocs' server keeps every browser waiting
                if not isinstance(error, MkDocsException):
                    _LOG.exception("This is a fault of a template or of the program.")
                word = words[-1] if words else str(error)
                self._trouble = self.failure.full if self.failure else word
                _LOG.error("The last good pages are still served; the next change tries again.")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Give MkDocs our errors as its own, which it prints on one line."""
        self.failure = None
        try:
            yield
        except SalesbookError as error:
            self.failure = error
            raise PluginError(error.full) from error


def build(config_file: Path, portal: Portal, *, strict: bool = False) -> tuple[str, ...]:
    """Build the site of a portal that is made already, and return MkDocs' warnings.

    Raises SiteError if MkDocs cannot, and whatever a part of ours raises.
    """
    with heard() as words:
        config = _loaded(config_file, strict=strict)
        plugin = _plugin(config)
        plugin.source = lambda _root, _as_of: portal
        with _answered(config, plugin, words):
            plugin.on_startup(command="build", dirty=False)
            try:
                build_site(config)
            finally:
                plugin.on_shutdown()
    return tuple(words)


def serve(config_file: Path, address: str, source: Source = pipeline, over: Over = alone) -> None:
    """Serve the site on an address of this machine and build it anew at every change.

    Ends when it is interrupted. The pages carry no policy here, since the server adds a script that
    reloads them. Raises as `build` does if the first build cannot be made; what is wrong with a
    later one is said, and the next change tries again.
    """
    config = _loaded(config_file)
    plugin = _plugin(config)  # MkDocs keeps a plugin for as long as the process lasts
    plugin.source, plugin.over, plugin.failure = source, over, None
    with heard() as words, told(), _answered(config, plugin, words):
        serve_site(str(config_file), dev_addr=address)


@contextmanager
def _answered(config: MkDocsConfig, plugin: SalesbookPlugin, words: list[str]) -> Iterator[None]:
    """Give what goes wrong in MkDocs as our own error: ours as it was, its own in its words."""
    site = Path(config.site_dir)  # which the build sends elsewhere
    try:
        yield
    except OSError as error:
        raise NotWritableError(site, error) from error
    except Exception as error:
        # A fault in a page comes as whatever it is, after a line that names the page.
        named = bool(words) and words[-1].startswith("Error ")
        if isinstance(error, MkDocsException) or named:
            raise plugin.failure or SiteError(config.config_file_path, words, error) from error
        raise


def settings(config_file: Path) -> Settings:
    """Return what mkdocs.yml says about the site. Raises SiteError if MkDocs refuses the file."""
    config = _loaded(config_file)
    custom = config.theme.custom_dir
    return Settings(
        docs=Path(config.docs_dir),
        site=Path(config.site_dir),
        address=config.site_url or "",
        edit_base=_edit_base(config),
        has_nav=bool(config.nav),
        overrides=Path(custom) if custom else None,
    )


def _loaded(config_file: Path, *, strict: bool = False) -> MkDocsConfig:
    """Read mkdocs.yml; the docs folder, which is output here, is made before MkDocs asks for it."""
    with heard() as words:
        try:
            with config_file.open("rb") as file:
                name = yaml_load(file).get("docs_dir", "docs")
            with write.writing(config_file.parent / name):
                (config_file.parent / name).mkdir(parents=True, exist_ok=True)
            return load_config(str(config_file), strict=strict)
        except FileNotFoundError:
            message = f"{config_file}: there is no such file. `salesbook init DIR` makes one."
            raise UsageError(message) from None
        except MkDocsException as error:
            raise SiteError(config_file, words, error) from error


def _plugin(config: MkDocsConfig) -> SalesbookPlugin:
    plugin = config.plugins.get("salesbook")
    if not isinstance(plugin, SalesbookPlugin):
        message = f"{config.config_file_path}: `salesbook` must be one of the plugins."
        raise UsageError(message)
    return plugin


def _configure(config: MkDocsConfig, pages: Iterable[Page]) -> None:
    """Set what follows from the pages and from where this program is installed."""
    config.nav = config.nav or navigation.derived(pages)
    config.use_directory_urls = False  # every page is a file: half the work, and opens from a disk
    config.extra["edit_base"] = _edit_base(config)
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(OVERRIDES))


def _edit_base(config: MkDocsConfig) -> str:
    """Return the address that a file's path is put behind to edit it, or nothing."""
    if not config.repo_url or not config.edit_uri:
        return ""
    return urljoin(config.repo_url.rstrip("/") + "/", config.edit_uri.rstrip("/") + "/")


def _refused(config: MkDocsConfig) -> bool:
    """Tell whether MkDocs will refuse this build for its warnings once the plugins are done."""
    handlers = logging.getLogger("mkdocs").handlers
    counts = [one.get_counts() for one in handlers if isinstance(one, CountHandler)]
    return bool(config.strict and any(counts))
