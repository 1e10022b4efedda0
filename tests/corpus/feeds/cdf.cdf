<?xml version="1.0"?><!DOCTYPE Channel SYSTEM "http://www.w3c.org/Channel.dtd">
<CHANNEL HREF="http://example.org/" BASE="http://example.org/" LASTMOD="1998-01-01"><TITLE>Desk</TITLE><ABSTRACT>All of it</ABSTRACT>
<ITEM HREF="a.htm" LASTMOD="1998-02-03T10:00"><TITLE>First</TITLE><ABSTRACT>It begins</ABSTRACT></ITEM>
<CHANNEL><TITLE>Inner</TITLE><ITEM><A HREF="http://example.org/b.htm">Second</A><TITLE VALUE="x">Second</TITLE></ITEM></CHANNEL></CHANNEL>
