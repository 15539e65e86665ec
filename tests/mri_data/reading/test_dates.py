"""Dates as people write them. Each row of the tables is a promise to the people who keep the data."""
# ruff: noqa: E501 - a table is read across

import re
from datetime import date

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mri_data.reading import dates
from mri_data.reading.dates import DateProblem, FuzzyDate, parse_date, parse_dates
from mri_data.words.catalogue import words
from mri_data.words.date_text import date_text
from mri_data.words.errors import MriError

# As written | EDTF | earliest | latest | precision | text. "-" is an open end.
READ = """
2008.0                              | 2008       | 2008-01-01 | 2008-12-31 | year  | 2008
year 2008                           | 2008       | 2008-01-01 | 2008-12-31 | year  | 2008
'2008                               | 2008       | 2008-01-01 | 2008-12-31 | year  | 2008
2008;                               | 2008       | 2008-01-01 | 2008-12-31 | year  | 2008
２００８                            | 2008       | 2008-01-01 | 2008-12-31 | year  | 2008
2006                                | 2006       | 2006-01-01 | 2006-12-31 | year  | 2006
September 2011                      | 2011-09    | 2011-09-01 | 2011-09-30 | month | September 2011
september, 2011                     | 2011-09    | 2011-09-01 | 2011-09-30 | month | September 2011
Sept. 2011                          | 2011-09    | 2011-09-01 | 2011-09-30 | month | September 2011
2011-09                             | 2011-09    | 2011-09-01 | 2011-09-30 | month | September 2011
February 2012                       | 2012-02    | 2012-02-01 | 2012-02-29 | month | February 2012
2007-10                             | 2007-10    | 2007-10-01 | 2007-10-31 | month | October 2007
2007-09                             | 2007-09    | 2007-09-01 | 2007-09-30 | month | September 2007
19 September 2011                   | 2011-09-19 | 2011-09-19 | 2011-09-19 | day | 19 September 2011
19 Sept. 2011                       | 2011-09-19 | 2011-09-19 | 2011-09-19 | day | 19 September 2011
19 Sep 2011                         | 2011-09-19 | 2011-09-19 | 2011-09-19 | day | 19 September 2011
19th September 2011                 | 2011-09-19 | 2011-09-19 | 2011-09-19 | day | 19 September 2011
19th of September, 2011             | 2011-09-19 | 2011-09-19 | 2011-09-19 | day | 19 September 2011
September 19, 2011                  | 2011-09-19 | 2011-09-19 | 2011-09-19 | day | 19 September 2011
2011-09-19                          | 2011-09-19 | 2011-09-19 | 2011-09-19 | day | 19 September 2011
13/04/2011                          | 2011-04-13 | 2011-04-13 | 2011-04-13 | day | 13 April 2011
19.09.2011                          | 2011-09-19 | 2011-09-19 | 2011-09-19 | day | 19 September 2011
19-09-2011                          | 2011-09-19 | 2011-09-19 | 2011-09-19 | day | 19 September 2011
12/25/2011                          | 2011-12-25 | 2011-12-25 | 2011-12-25 | day | 25 December 2011
04/04/2011                          | 2011-04-04 | 2011-04-04 | 2011-04-04 | day | 4 April 2011
2011–09–19                          | 2011-09-19 | 2011-09-19 | 2011-09-19 | day | 19 September 2011
1 May 2003                          | 2003-05-01 | 2003-05-01 | 2003-05-01 | day | 1 May 2003
29 February 2012                    | 2012-02-29 | 2012-02-29 | 2012-02-29 | day | 29 February 2012
2007-2010                           | 2007/2010  | 2007-01-01 | 2010-12-31 | range | 2007 to 2010
2007–2010                           | 2007/2010  | 2007-01-01 | 2010-12-31 | range | 2007 to 2010
2007 — 2010                         | 2007/2010  | 2007-01-01 | 2010-12-31 | range | 2007 to 2010
2007 to 2010                        | 2007/2010  | 2007-01-01 | 2010-12-31 | range | 2007 to 2010
2007 until 2010                     | 2007/2010  | 2007-01-01 | 2010-12-31 | range | 2007 to 2010
FROM 2007 TO 2010                   | 2007/2010  | 2007-01-01 | 2010-12-31 | range | 2007 to 2010
2007/2010                           | 2007/2010  | 2007-01-01 | 2010-12-31 | range | 2007 to 2010
22-30 October 2008                  | 2008-10-22/2008-10-30 | 2008-10-22 | 2008-10-30 | range | 22 to 30 October 2008
October 22-30, 2008                 | 2008-10-22/2008-10-30 | 2008-10-22 | 2008-10-30 | range | 22 to 30 October 2008
29 November - 2 December 2011       | 2011-11-29/2011-12-02 | 2011-11-29 | 2011-12-02 | range | 29 November to 2 December 2011
29 November-2 December 2011         | 2011-11-29/2011-12-02 | 2011-11-29 | 2011-12-02 | range | 29 November to 2 December 2011
November 29 to December 2, 2011     | 2011-11-29/2011-12-02 | 2011-11-29 | 2011-12-02 | range | 29 November to 2 December 2011
30 September 2013 - 4 October 2013  | 2013-09-30/2013-10-04 | 2013-09-30 | 2013-10-04 | range | 30 September to 4 October 2013
2011-09-19/2011-09-23               | 2011-09-19/2011-09-23 | 2011-09-19 | 2011-09-23 | range | 19 to 23 September 2011
31 December 1999 to 2 January 2000  | 1999-12-31/2000-01-02 | 1999-12-31 | 2000-01-02 | range | 31 December 1999 to 2 January 2000
January-March 2009                  | 2009-01/2009-03 | 2009-01-01 | 2009-03-31 | range | January to March 2009
2004-06/2006-08                     | 2004-06/2006-08 | 2004-06-01 | 2006-08-31 | range | June 2004 to August 2006
September 2011 to 4 October 2011    | 2011-09/2011-10-04 | 2011-09-01 | 2011-10-04 | range | September 2011 to 4 October 2011
2007/2007                           | 2007       | 2007-01-01 | 2007-12-31 | year  | 2007
13/04/2011 - 15/04/2011             | 2011-04-13/2011-04-15 | 2011-04-13 | 2011-04-15 | range | 13 to 15 April 2011
20XX                                | 2000/2099  | 2000-01-01 | 2099-12-31 | range | 2000 to 2099
1999-XX                             | 1999       | 1999-01-01 | 1999-12-31 | year  | 1999
1999-XX-XX                          | 1999       | 1999-01-01 | 1999-12-31 | year  | 1999
1999-09-XX                          | 1999-09    | 1999-09-01 | 1999-09-30 | month | September 1999
1999?/2001                          | 1999?/2001 | 1999-01-01 | 2001-12-31 | approximate | 1999 (uncertain) to 2001
1984~/2004                          | 1984~/2004 | 1984-01-01 | 2004-12-31 | approximate | 1984 (approximate) to 2004
1984/2004-06%                       | 1984/2004-06% | 1984-01-01 | 2004-06-30 | approximate | 1984 to June 2004 (approximate and uncertain)
c. 1984 to c. 2004                  | 1984~/2004~ | 1984-01-01 | 2004-12-31 | approximate | 1984 (approximate) to 2004 (approximate)
1990s                               | 199X       | 1990-01-01 | 1999-12-31 | range | 1990s
the 1990’s                          | 199X       | 1990-01-01 | 1999-12-31 | range | 1990s
199X                                | 199X       | 1990-01-01 | 1999-12-31 | range | 1990s
c. 1999                             | 1999~      | 1999-01-01 | 1999-12-31 | approximate | c. 1999
ca 1999                             | 1999~      | 1999-01-01 | 1999-12-31 | approximate | c. 1999
Circa 1999                          | 1999~      | 1999-01-01 | 1999-12-31 | approximate | c. 1999
about 1999                          | 1999~      | 1999-01-01 | 1999-12-31 | approximate | c. 1999
around September 2011               | 2011-09~   | 2011-09-01 | 2011-09-30 | approximate | c. September 2011
1999~                               | 1999~      | 1999-01-01 | 1999-12-31 | approximate | c. 1999
1999?                               | 1999?      | 1999-01-01 | 1999-12-31 | approximate | 1999 (uncertain)
c. 1999?                            | 1999%      | 1999-01-01 | 1999-12-31 | approximate | c. 1999 (uncertain)
1999%                               | 1999%      | 1999-01-01 | 1999-12-31 | approximate | c. 1999 (uncertain)
after 2001                          | [2001..]   | 2001-01-01 | - | after | After 2001
After September 2001                | [2001-09..] | 2001-09-01 | - | after | After September 2001
after 8 September 2001              | [2001-09-08..] | 2001-09-08 | - | after | After 8 September 2001
[2001..]                            | [2001..]   | 2001-01-01 | - | after | After 2001
before 1990                         | [..1990]   | - | 1990-12-31 | before | Before 1990
[..1990]                            | [..1990]   | - | 1990-12-31 | before | Before 1990
../1990                             | [..1990]   | - | 1990-12-31 | before | Before 1990
since c. 1998                       | 1998~/..   | 1998-01-01 | - | ongoing | Since c. 1998
since 1998                          | 1998/..    | 1998-01-01 | - | ongoing | Since 1998
1998-present                        | 1998/..    | 1998-01-01 | - | ongoing | Since 1998
1998 – ongoing                      | 1998/..    | 1998-01-01 | - | ongoing | Since 1998
from 20 March 1998 to date          | 1998-03-20/.. | 1998-03-20 | - | ongoing | Since 20 March 1998
1998 onwards                        | 1998/..    | 1998-01-01 | - | ongoing | Since 1998
1998/..                             | 1998/..    | 1998-01-01 | - | ongoing | Since 1998
ongoing                             | ../..      | - | - | ongoing | Ongoing; start not recorded
Continuing                          | ../..      | - | - | ongoing | Ongoing; start not recorded
../..                               | ../..      | - | - | ongoing | Ongoing; start not recorded
1999 (?)                            | 1999?      | 1999-01-01 | 1999-12-31 | approximate | 1999 (uncertain)
~1999                               | 1999~      | 1999-01-01 | 1999-12-31 | approximate | c. 1999
in 2008                             | 2008       | 2008-01-01 | 2008-12-31 | year  | 2008
on 22 October 2008                  | 2008-10-22 | 2008-10-22 | 2008-10-22 | day | 22 October 2008
in the 1990s                        | 199X       | 1990-01-01 | 1999-12-31 | range | 1990s
190X                                | 190X       | 1900-01-01 | 1909-12-31 | range | 1900s (decade)
2000s (decade)                      | 200X       | 2000-01-01 | 2009-12-31 | range | 2000s (decade)
2000s (century)                     | 2000/2099  | 2000-01-01 | 2099-12-31 | range | 2000 to 2099
22-Oct-2008                         | 2008-10-22 | 2008-10-22 | 2008-10-22 | day | 22 October 2008
22/Oct/2008                         | 2008-10-22 | 2008-10-22 | 2008-10-22 | day | 22 October 2008
22Oct2008                           | 2008-10-22 | 2008-10-22 | 2008-10-22 | day | 22 October 2008
2008-Oct-22                         | 2008-10-22 | 2008-10-22 | 2008-10-22 | day | 22 October 2008
Oct-2008                            | 2008-10    | 2008-10-01 | 2008-10-31 | month | October 2008
2008-10-22 00:00:00                 | 2008-10-22 | 2008-10-22 | 2008-10-22 | day | 22 October 2008
2008-10-22T00:00:00Z                | 2008-10-22 | 2008-10-22 | 2008-10-22 | day | 22 October 2008
2008-10-22T00:00:00.000+02:00       | 2008-10-22 | 2008-10-22 | 2008-10-22 | day | 22 October 2008
22/10/2008 00:00                    | 2008-10-22 | 2008-10-22 | 2008-10-22 | day | 22 October 2008
10/22/2008 12:00:00 AM              | 2008-10-22 | 2008-10-22 | 2008-10-22 | day | 22 October 2008
2008/10/22                          | 2008-10-22 | 2008-10-22 | 2008-10-22 | day | 22 October 2008
2008.10.22                          | 2008-10-22 | 2008-10-22 | 2008-10-22 | day | 22 October 2008
2008-1-5                            | 2008-01-05 | 2008-01-05 | 2008-01-05 | day | 5 January 2008
22. 10. 2008                        | 2008-10-22 | 2008-10-22 | 2008-10-22 | day | 22 October 2008
Wednesday 22 October 2008           | 2008-10-22 | 2008-10-22 | 2008-10-22 | day | 22 October 2008
Wed., 22 Oct. 2008                  | 2008-10-22 | 2008-10-22 | 2008-10-22 | day | 22 October 2008
22 October 2008 (Wednesday)         | 2008-10-22 | 2008-10-22 | 2008-10-22 | day | 22 October 2008
Wednesday 22/10/2008                | 2008-10-22 | 2008-10-22 | 2008-10-22 | day | 22 October 2008
Wed 22 to Fri 24 October 2008       | 2008-10-22/2008-10-24 | 2008-10-22 | 2008-10-24 | range | 22 to 24 October 2008
10 and 11 November 2010             | 2010-11-10/2010-11-11 | 2010-11-10 | 2010-11-11 | range | 10 to 11 November 2010
10 & 11 November 2010               | 2010-11-10/2010-11-11 | 2010-11-10 | 2010-11-11 | range | 10 to 11 November 2010
10, 11 and 12 November 2010         | 2010-11-10/2010-11-12 | 2010-11-10 | 2010-11-12 | range | 10 to 12 November 2010
30 November and 1 December 2010     | 2010-11-30/2010-12-01 | 2010-11-30 | 2010-12-01 | range | 30 November to 1 December 2010
2010 and 2011                       | 2010/2011  | 2010-01-01 | 2011-12-31 | range | 2010 to 2011
22-30.10.2008                       | 2008-10-22/2008-10-30 | 2008-10-22 | 2008-10-30 | range | 22 to 30 October 2008
12/2010                             | 2010-12    | 2010-12-01 | 2010-12-31 | month | December 2010
12.2010                             | 2010-12    | 2010-12-01 | 2010-12-31 | month | December 2010
from 1998                           | 1998/..    | 1998-01-01 | - | ongoing | Since 1998
1998–                               | 1998/..    | 1998-01-01 | - | ongoing | Since 1998
1998 -                              | 1998/..    | 1998-01-01 | - | ongoing | Since 1998
since the 1990s                     | 199X/..    | 1990-01-01 | - | ongoing | Since the 1990s
1990s-present                       | 199X/..    | 1990-01-01 | - | ongoing | Since the 1990s
..2010                              | [..2010]   | - | 2010-12-31 | before | Before 2010
2011‑09‑19                          | 2011-09-19 | 2011-09-19 | 2011-09-19 | day | 19 September 2011
2007‑2010                           | 2007/2010  | 2007-01-01 | 2010-12-31 | range | 2007 to 2010
                                    |            | - | - | undated | No date in the source
undated                             |            | - | - | undated | No date in the source
n.d.                                |            | - | - | undated | No date in the source
No date                             |            | - | - | undated | No date in the source
unknown                             |            | - | - | undated | No date in the source
"""

# As written | words that the sentence must hold.
REFUSED = """
31 February 2011    | not in the calendar
29 February 2011    | not in the calendar
2011-02-29          | not in the calendar
2011-13-40          | not in the calendar
after 2011-13       | not in the calendar
2013-2006           | ends before it starts
2011/2006           | ends before it starts
30-22 October 2008  | ends before it starts
soon                | Write a year (2006)
20111               | Write a year (2006)
since               | Write a year (2006)
after               | Write a year (2006)
after soon          | Write a year (2006)
19 September        | has no year. Add it, as in 22 October 2008
2-Oct               | has no year
22 October          | has no year
October 22nd        | has no year
October - 4 November 2013 | Write a year (2006)
January - 2009      | Write a year (2006)
2013-10-2014        | Write a year (2006)
1999-2011-09        | Write a year (2006)
200²                | Write a year (2006)
٢٠١١                | Write a year (2006)
c. 2007-2010        | Write a year (2006)
00/04/2011          | not in the calendar
2008/22/10          | not in the calendar
13/13/2011          | not in the calendar
31/02/2011          | not in the calendar
11-09-19            | a year of fewer than four digits
03/04/11            | a year of fewer than four digits
99                  | a year of fewer than four digits
1998-99             | a year of fewer than four digits
2007–10             | a year of fewer than four digits
2001-21             | seasons are not read. Write months as 2001-03/2001-05
2001-24             | seasons are not read
2001-25             | a year of fewer than four digits
2007-2010?          | Write a year (2006)
0999                | not between 1000 and 2999
3000                | not between 1000 and 2999
{1999,2000}         | lists several dates
[1999,2000]         | lists several dates
{1999..2000}        | lists several dates
1999-XX-09          | not a kind of EDTF
Y20000              | not a kind of EDTF
-1999               | not a kind of EDTF
2XXX                | not a kind of EDTF
1998/               | not a kind of EDTF
"""

# As written | what the sentence says behind it.
OFFERED = """
03/04/2011              | does not say which number is the month. Did you mean "3 April 2011" or "4 March 2011"?
3.4.2011                | does not say which number is the month. Did you mean "3 April 2011" or "4 March 2011"?
03/04/2011 - 15/04/2011 | does not say which number is the month. Did you mean "3 to 15 April 2011"?
2008‑09                 | has a year of fewer than four digits. Did you mean "2008 to 2009" or "September 2008"?
2008–09                 | has a year of fewer than four digits. Did you mean "2008 to 2009" or "September 2008"?
2008−09                 | has a year of fewer than four digits. Did you mean "2008 to 2009" or "September 2008"?
1999-00                 | has a year of fewer than four digits. Did you mean "1999 to 2000"?
22/10/08                | has a year of fewer than four digits. Did you mean "22 October 2008"?
03/04/08                | has a year of fewer than four digits. Did you mean "3 April 2008" or "4 March 2008"?
22-Oct-08               | has a year of fewer than four digits. Did you mean "22 October 2008"?
Oct '98                 | has a year of fewer than four digits. Did you mean "October 1998"?
99                      | has a year of fewer than four digits. Did you mean "1999"?
the '90s                | has a year of fewer than four digits. Did you mean "1990s"?
1900s                   | may be a decade or a century. Write "1900s (decade)" or "1900s (century)".
the 2000s               | may be a decade or a century. Write "2000s (decade)" or "2000s (century)".
1999..                  | is not a date we can read. Did you mean "since 1999" or "after 1999"?
1999...                 | is not a date we can read. Did you mean "since 1999" or "after 1999"?
2010 …                  | is not a date we can read. Did you mean "since 2010" or "after 2010"?
1998-?                  | is not a date we can read. Did you mean "since 1998" or "after 1998"?
–2010                   | is not a date we can read. Did you mean "before 2011"?
until 2010              | is not a date we can read. Did you mean "before 2011"?
up to 2008              | is not a date we can read. Did you mean "before 2009"?
by December 2008        | is not a date we can read. Did you mean "before January 2009"?
no later than 2008      | is not a date we can read. Did you mean "before 2009"?
until the 1990s         | is not a date we can read. Did you mean "before 2000"?
2008 or earlier         | is not a date we can read. Did you mean "before 2009"?
pre-2008                | is not a date we can read. Did you mean "before 2008"?
not before 2008         | is not a date we can read. Did you mean "since 2008"?
not earlier than 2001   | is not a date we can read. Did you mean "since 2001"?
2001 or later           | is not a date we can read. Did you mean "since 2001"?
>2001                   | is not a date we can read. Did you mean "after 2001"?
c. 1990s                | is not a date we can read. Did you mean "1990 (approximate) to 1999 (approximate)"?
1990s?                  | is not a date we can read. Did you mean "1990 (uncertain) to 1999 (uncertain)"?
2008--2010              | is not a date we can read. Did you mean "2008 to 2010"?
End 2008                | is not precise enough: it does not say which months or years. Write only what is certain, "2008", or a range, such as "September to December 2008".
since the 2000s         | is not a date we can read. Did you mean "since 2000"?
after the 1990s         | is not a date we can read. Did you mean "after 1999"?
Thursday 22 October 2008 | names the wrong day of the week: 22 October 2008 is a Wednesday. Check the day.
22 to Sat 24 October 2008 | names the wrong day of the week: 24 October 2008 is a Friday. Check the day.
2011-09-19T10:00:00     | includes a time of day, which is not recorded here. Did you mean "19 September 2011"?
22 October 2008, 2:30 pm | includes a time of day, which is not recorded here. Did you mean "22 October 2008"?
10 and 12 November 2010 | lists several dates, and one is expected. Write the range from the first to the last, "10 to 12 November 2010", or one of them.
2010 and 2012           | lists several dates, and one is expected. Write the range from the first to the last, "2010 to 2012", or one of them.
early 2011              | is not precise enough: it does not say which months or years. Write only what is certain, "2011", or a range, such as "January to April 2011".
mid-1990s               | is not precise enough: it does not say which months or years. Write only what is certain, "1990s", or a range, such as "1994 to 1996".
late February 2012      | is not precise enough: it does not say which months or years. Write only what is certain, "February 2012", or a range, such as "21 to 29 February 2012".
end of 2010             | is not precise enough: it does not say which months or years. Write only what is certain, "2010", or a range, such as "September to December 2010".
spring 2011             | is a season, which differs between hemispheres. Write the months instead: "March to May 2011" in the northern hemisphere, "September to November 2011" in the southern.
Winter of 2010/11       | is a season, which differs between hemispheres. Write the months instead: "December 2010 to February 2011" in the northern hemisphere, "June to August 2010" in the southern.
Q1 2011                 | is not a date we can read. Did you mean "January to March 2011"?
second half of 2010     | is not a date we can read. Did you mean "July to December 2010"?
week 43 of 2008         | is not a date we can read. Did you mean "20 to 26 October 2008"?
2011 or 2012            | names two possible dates. Write the range "2011 to 2012", or the likelier date followed by a question mark.
between 2010 and 2012   | is not a date we can read. Did you mean "2010 to 2012"?
2010 (approx)           | is not a date we can read. Did you mean "c. 2010"?
probably 1999           | is not a date we can read. Did you mean "1999 (uncertain)"?
FY2010/11               | is a financial year, and these start in different months in different countries. Write "2010 to 2011", or the exact months, such as "April 2010 to March 2011".
TBC                     | is not a date; leave it blank when the date is not known.
N/A                     | is not a date; leave it blank when the date is not known.
0000-00-00              | is not a date; leave it blank when the date is not known.
Nov/Dec 2010            | is not a date we can read. Did you mean "November to December 2010"?
10/11 November 2010     | is not a date we can read. Did you mean "10 to 11 November 2010"?
39743                   | is a number, not a date. It may be how Excel stores "22 October 2008"; if so, write that.
20081022                | is not a date we can read. Did you mean "22 October 2008"?
MMVI                    | is not a date we can read. Did you mean "2006"?
12.VI.2006              | is not a date we can read. Did you mean "12 June 2006"?
XII/2006                | is not a date we can read. Did you mean "December 2006"?
2006年                   | is not a date we can read. Did you mean "2006"?
12. Juni 2006           | is not a date we can read. Did you mean "12 June 2006"?
janeiro de 2006         | is not a date we can read. Did you mean "January 2006"?
июнь 2006               | is not a date we can read. Did you mean "June 2006"?
Febuary 2006            | is not a date we can read. Did you mean "February 2006"?
Smarch 2011             | is not a date we can read. Did you mean "March 2011"?
2006 June 12            | is not a date we can read. Did you mean "12 June 2006"?
2,006                   | is not a date we can read. Did you mean "2006"?
2006 AD                 | is not a date we can read. Did you mean "2006"?
2006 (tbc)              | is not a date we can read. Did you mean "2006 (uncertain)"?
2006 [1]                | is not a date we can read. Did you mean "2006"?
launched in 2006        | is not a date we can read. Did you mean "2006"?
as of 2006              | is not a date we can read. Did you mean "since 2006"?
2006→2007               | is not a date we can read. Did you mean "2006 to 2007"?
2006 -> present         | is not a date we can read. Did you mean "since 2006"?
2006; 2007              | is not a date we can read. Did you mean "2006 to 2007"?
≈2006                   | is not a date we can read. Did you mean "c. 2006"?
2006_06_12              | is not a date we can read. Did you mean "12 June 2006"?
week of 12 June 2006    | is not a date we can read. Did you mean "12 to 18 June 2006"?
12 June 2006 in Geneva  | is not a date we can read. Did you mean "12 June 2006"?
6/06                    | has a year of fewer than four digits. Did you mean "June 2006"?
2006 spring             | is a season, which differs between hemispheres. Write the months instead: "March to May 2006" in the northern hemisphere, "September to November 2006" in the southern.
next week               | is not a date: what it means depends on the day it is read. Write a year (2006), a month (September 2011) or a day (19 September 2011) itself; leave it blank when unknown.
annually                | says how often, not when. Write a range (2007 to 2010), since 1998, or ongoing.
ditto                   | points to something else. Write the date itself here; leave it blank when unknown.
forthcoming             | is not a date; leave it blank when the date is not known.
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip("\n").splitlines()]


def day_or_open(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


def in_words(found: FuzzyDate) -> str:
    return date_text(found.edtf, words("en"))


@pytest.mark.parametrize(("written", "edtf", "earliest", "latest", "precision", "text"), rows(READ))
def test_a_date_is_read_as_precisely_as_it_was_written(
    written: str, edtf: str, earliest: str, latest: str, precision: str, text: str
) -> None:
    found = parse_date(written)
    assert (found.edtf, found.precision, in_words(found)) == (edtf, precision, text)
    assert (found.earliest, found.latest) == (day_or_open(earliest), day_or_open(latest))


@pytest.mark.parametrize("text", sorted({row[5] for row in rows(READ)}))
def test_the_words_we_show_for_a_date_can_be_read_again(text: str) -> None:
    assert in_words(parse_date(text)) == text


@pytest.mark.parametrize(("written", "said"), rows(REFUSED))
def test_what_is_not_clear_is_refused_with_a_sentence(written: str, said: str) -> None:
    with pytest.raises(DateProblem) as refused:
        parse_date(written)
    assert str(refused.value).startswith(f'"{written}" ')
    assert said in str(refused.value)


@pytest.mark.parametrize(("written", "said"), rows(OFFERED))
def test_what_may_be_meant_is_offered_and_can_be_read(written: str, said: str) -> None:
    with pytest.raises(DateProblem) as refused:
        parse_date(written)
    assert str(refused.value) == f'"{written}" {said}'
    for reading in re.findall('"(.+?)"', said):
        assert parse_date(reading)


@pytest.mark.parametrize("part", ["1, ", "1 and ", "1 or ", "1/", "a, ", "10:", "– 1 "])
def test_a_text_of_many_parts_is_refused_at_once(part: str) -> None:
    with pytest.raises(DateProblem):
        parse_date((part * 100)[:99])


def test_a_date_may_hold_any_spaces() -> None:
    assert parse_date("  19\u00a0September\u202f \t2011\n").edtf == "2011-09-19"


def test_a_problem_with_a_date_is_one_of_ours_and_a_value_error() -> None:
    assert issubclass(DateProblem, MriError)
    assert issubclass(DateProblem, ValueError)


def test_a_very_long_text_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dates, "edtf_of", lambda text: pytest.fail("it was read"))
    with pytest.raises(DateProblem, match="at most 140 characters"):
        parse_date("1" * 1_000_000)


def test_what_cannot_be_seen_is_written_out_in_the_sentence() -> None:
    with pytest.raises(DateProblem) as refused:
        parse_date("20\x0006\u202e")
    assert str(refused.value).startswith(r'"20\x0006\u202e" is not a date')


def test_the_words_of_a_date_come_from_its_edtf_alone() -> None:
    assert in_words(parse_date("2008-10-22/2008-10-30")) == "22 to 30 October 2008"


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("19 September 2011", "day", "day"),
        ("c. September 2011", "month", "month"),
        ("2011?", "year", "year"),
        ("1990s", "decade", "decade"),
        ("20XX", "year", "year"),
        ("May 2010 to 2011", "month", "year"),
        ("after 3 May 2001", "day", ""),
        ("before 2001", "", "year"),
        ("since 1998", "year", ""),
        ("since the 1990s", "decade", ""),
        ("ongoing", "", ""),
        ("", "", ""),
    ],
)
def test_each_end_of_a_date_says_how_well_it_is_known(written: str, start: str, end: str) -> None:
    found = parse_date(written)
    assert (found.start_precision, found.end_precision) == (start, end)


# --- a column of dates


def test_a_column_of_dates_becomes_a_table_on_the_same_lines() -> None:
    table, failed = parse_dates(pd.Series(["2006", "after 2001", ""], index=[2, 3, 5]))
    assert table.index.tolist() == [2, 3, 5]
    assert table["edtf"].tolist() == ["2006", "[2001..]", ""]
    assert table["earliest"].tolist() == [pd.Timestamp(2006, 1, 1), pd.Timestamp(2001, 1, 1), pd.NaT]
    assert table["latest"].tolist() == [pd.Timestamp(2006, 12, 31), pd.NaT, pd.NaT]
    assert table["precision"].tolist() == ["year", "after", "undated"]
    assert table["start_precision"].tolist() == ["year", "year", ""]
    assert table["end_precision"].tolist() == ["year", "", ""]
    assert failed.empty


def test_a_line_that_cannot_be_read_is_empty_and_has_a_sentence() -> None:
    table, failed = parse_dates(pd.Series(["soon", "2006", "soon"], index=[2, 3, 4]))
    assert table["edtf"].isna().tolist() == [True, False, True]
    assert table["precision"].isna().tolist() == [True, False, True]
    assert failed.index.tolist() == [2, 4]
    assert failed[4].startswith('"soon" is not a date')


def test_a_missing_value_counts_as_blank() -> None:
    table, failed = parse_dates(pd.Series(["2006", None]))
    assert (table["precision"].tolist(), len(failed)) == (["year", "undated"], 0)


def test_no_dates_make_an_empty_table() -> None:
    table, failed = parse_dates(pd.Series([], dtype="str"))
    assert (list(table), len(table), len(failed)) == (
        ["edtf", "earliest", "latest", "precision", "start_precision", "end_precision"],
        0,
        0,
    )
    assert str(table["earliest"].dtype) == "datetime64[us]"


def test_each_distinct_date_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    parse = dates._parse

    def counted(text: str, language: str) -> FuzzyDate:
        calls.append(text)
        return parse(text, language)

    monkeypatch.setattr(dates, "_parse", counted)
    parse_dates(pd.Series(["2006", "2007", "soon"] * 1000))
    assert calls == ["2006", "2007", "soon"]


# --- any date at all

PARTS = (
    "1 19 31st 2011 1999 09 13 September oct. may - – / to until .. ~ ? % 199X [ ] { } , c. after since 1990s ongoing "
    "and & or in the early mid- spring FY Q1 Wednesday 2000s 00:00 T … decade) (century) 39743 before ‑"
)
mixed = st.lists(st.sampled_from([*PARTS.split(), " "]), max_size=9).map("".join)
days = st.dates(date(1000, 1, 1), date(2999, 12, 31))
points = days.flatmap(lambda day: st.sampled_from([f"{day:%Y}", f"{day:%Y-%m}", day.isoformat()]))
kinds_of_edtf = st.sampled_from(["{}", "{}~", "{}?", "{}%", "{}/..", "[{}..]", "[..{}]", "c. {}", "since {}"])


@given(st.text() | mixed)
def test_no_text_makes_anything_but_a_date_or_a_date_problem(text: str) -> None:
    try:
        found = parse_date(text)
    except DateProblem:
        return
    assert parse_date(found.edtf) == found
    assert not found.earliest or not found.latest or found.earliest <= found.latest


@given(points, kinds_of_edtf)
def test_every_point_in_time_is_read_and_its_edtf_and_words_mean_the_same(point: str, kind: str) -> None:
    found = parse_date(kind.format(point))
    assert parse_date(found.edtf) == found
    assert parse_date(in_words(found)) == found


@given(points, points)
def test_two_points_are_a_range_exactly_when_it_does_not_end_before_it_starts(start: str, end: str) -> None:
    if end < start and not start.startswith(end):
        with pytest.raises(DateProblem, match="ends before it starts"):
            parse_date(f"{start}/{end}")
        return
    found = parse_date(f"{start}/{end}")
    assert parse_date(found.edtf) == parse_date(in_words(found)) == found
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= found.latest


@given(points, points, st.sampled_from("~?%"), st.sampled_from(["", "~", "?", "%"]))
def test_a_range_with_an_uncertain_end_is_approximate_and_its_edtf_and_words_mean_the_same(
    start: str, end: str, start_mark: str, end_mark: str
) -> None:
    assume(start[:4] < end[:4])
    found = parse_date(f"{start}{start_mark}/{end}{end_mark}")
    assert found.precision == "approximate"
    assert parse_date(found.edtf) == parse_date(in_words(found)) == found


@given(points)
def test_the_days_of_a_date_are_those_of_the_calendar_that_pandas_has(point: str) -> None:
    found, period = parse_date(point), pd.Period(point)
    assert (found.earliest, found.latest) == (period.start_time.date(), period.end_time.date())
