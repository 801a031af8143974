<?xml version="1.0" encoding="utf-8"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" exclude-result-prefixes="atom dc">
<xsl:output method="html" encoding="utf-8" doctype-system="about:legacy-compat"/>
<xsl:template match="/rss/channel">
<html lang="{language}">
<head>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="robots" content="noindex"/>
<title><xsl:value-of select="title"/></title>
<link rel="stylesheet" href="{{ asset("tokens.css") }}"/>
<link rel="stylesheet" href="{{ asset("site.css") }}"/>
{% if has_asset("custom.css") %}
<link rel="stylesheet" href="{{ asset("custom.css") }}"/>
{% endif %}
</head>
<body class="at-feed">
<header class="masthead"><p class="name"><a href="{{ absolute("/") }}">{{ site.title }}</a></p></header>
<main id="main">
<header class="head">
<h1><xsl:value-of select="title"/></h1>
<p class="intro">{{ _("This is a feed: copy the address below into a feed reader, and what is new comes to you.") }}</p>
<p><code><xsl:value-of select="atom:link[@rel='self']/@href"/></code></p>
<p><a href="{link}">{{ _("Read these stories on the site") }}</a></p>
</header>
<xsl:for-each select="item">
<article class="card brief">
<h3><a href="{link}"><xsl:value-of select="title"/></a></h3>
<p class="meta"><span><xsl:value-of select="dc:creator"/></span><xsl:text> </xsl:text><time><xsl:value-of select="substring(pubDate, 6, 11)"/></time></p>
<p class="summary"><xsl:value-of select="description"/></p>
</article>
</xsl:for-each>
</main>
</body>
</html>
</xsl:template>
</xsl:stylesheet>
