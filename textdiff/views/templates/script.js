"use strict";
{% include part ~ ".js" %}
