"""Previous/next article in the same category (Pelican itself has none)."""

from pelican import signals


def link(gen):
    for _, arts in gen.categories:
        for k, a in enumerate(arts):  # newest first
            a.next_article = arts[k - 1] if k else None
            a.prev_article = arts[k + 1] if k + 1 < len(arts) else None


def register():
    signals.article_generator_finalized.connect(link)
