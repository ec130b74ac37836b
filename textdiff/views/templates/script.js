"use strict";
{% include "report.js" %}{% include "tables.js" %}