"""Dates as people write them in French, Spanish and Italian. Each row of the tables is a promise to them."""
# ruff: noqa: E501 - a table is read across

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mri_data.reading.dates import DateProblem, likely_dates, parse_date
from mri_data.schema.edtf import DateFault
from mri_data.words.catalogue import words
from mri_data.words.date_text import date_text
from mri_data.words.messages import in_words
from tests.mri_data.reading.test_dates import rows

# EDTF | as written in French | in Spanish | in Italian; several ways with a semicolon between them.
READ = """
2011-09-19      | 19 septembre 2011; le 19 septembre 2011; 19 sept. 2011; 19-sept-2011; lundi 19 septembre 2011; 19.09.2011 | 19 de septiembre de 2011; 19 septiembre 2011; el 19 de septiembre del 2011; 19-sep-2011; lunes, 19 de septiembre de 2011; 19 de setiembre de 2011 | 19 settembre 2011; il 19 settembre 2011; 19 sett. 2011; 19-set-2011; lunedì 19 settembre 2011
2003-07-01      | 1er juillet 2003; 1ER JUILLET 2003; 1 juillet 2003; le premier juillet 2003 | 1 de julio de 2003; 1.º de julio de 2003; 1º de julio de 2003; primero de julio de 2003 | 1º luglio 2003; 1° luglio 2003; 1 luglio 2003; primo luglio 2003; il primo luglio 2003
2012-02         | février 2012; fevrier 2012; févr. 2012; en février 2012; FÉVRIER 2012 | febrero de 2012; febrero 2012; feb. 2012; febrero del 2012; en febrero de 2012 | febbraio 2012; febbr. 2012; nel febbraio 2012; febbraio del 2012
2010-08         | août 2010; aout 2010 | agosto de 2010; ago. 2010 | agosto 2010; nell’agosto 2010
2008            | en 2008; année 2008; l’année 2008 | en 2008; año 2008; en el año 2008 | nel 2008; anno 2008; nell’anno 2008
1998/..         | depuis 1998; à partir de 1998; 1998 à aujourd’hui; de 1998 à nos jours; 1998 – en cours; depuis 1998, en cours | desde 1998; a partir de 1998; desde el año 1998; desde 1998 hasta hoy; 1998 a la actualidad; 1998 en adelante; 1998 – en curso | dal 1998; a partire dal 1998; dal 1998 a oggi; dal 1998 in poi; 1998 – in corso; 1998-oggi
1998-03-20/..   | depuis le 20 mars 1998; à partir du 20 mars 1998 | desde el 20 de marzo de 1998; a partir del 20 de marzo de 1998 | dal 20 marzo 1998; a partire dal 20 marzo 1998
2010-10/..      | depuis octobre 2010 | desde octubre de 2010 | da ottobre 2010; dall’ottobre 2010
1998~/..        | depuis vers 1998 | desde hacia 1998 | dal 1998 circa
199X            | années 1990; les années 1990; la décennie 1990 | década de 1990; la década de 1990; años 1990; los años 1990 | anni 1990; gli anni 1990; negli anni 1990; il decennio 1990
200X            | années 2000 (décennie) | década de 2000; la década de 2000 | anni 2000 (decennio)
199X/..         | depuis les années 1990 | desde la década de 1990; desde los años 1990 | dagli anni 1990
1999~           | vers 1999; circa 1999; environ 1999; aux alentours de 1999 | hacia 1999; circa 1999; alrededor de 1999; aprox. 1999; hacia el año 1999 | verso il 1999; circa 1999; 1999 circa; intorno al 1999
1999?           | 1999 (incertain); 1999 (date incertaine); 1999, date incertaine | 1999 (sin certeza); 1999 (incierto); 1999, sin certeza | 1999 (incerto); 1999 (data incerta); 1999, data incerta
1999%           | vers 1999 (date incertaine) | hacia 1999 (sin certeza) | 1999 circa (data incerta)
[2001..]        | après 2001; apres 2001 | después de 2001; despues de 2001; tras 2001; después del año 2001 | dopo il 2001; dopo 2001
[2001-09-08..]  | après le 8 septembre 2001 | después del 8 de septiembre de 2001 | dopo l’8 settembre 2001
[..1990]        | avant 1990 | antes de 1990; antes del año 1990 | prima del 1990
[..2001-09-08]  | avant le 8 septembre 2001 | antes del 8 de septiembre de 2001 | prima dell’8 settembre 2001
../..           | en cours; En cours ; toujours en cours | en curso | in corso; tuttora in corso
2007/2010       | de 2007 à 2010; 2007 à 2010; 2007 – 2010; depuis 2007 jusqu’en 2010 | 2007 a 2010; de 2007 a 2010; desde 2007 hasta 2010 | dal 2007 al 2010; da 2007 a 2010; 2007 – 2010; dal 2007 fino al 2010
2008-10-22/2008-10-30 | du 22 au 30 octobre 2008; 22 au 30 octobre 2008; 22 – 30 octobre 2008; du mercredi 22 au jeudi 30 octobre 2008 | del 22 al 30 de octubre de 2008; 22 a 30 de octubre de 2008; 22-30 de octubre de 2008 | dal 22 al 30 ottobre 2008; 22-30 ottobre 2008; dal 22 al 30 ottobre del 2008
2011-11-29/2011-12-02 | du 29 novembre au 2 décembre 2011; 29 novembre – 2 décembre 2011 | del 29 de noviembre al 2 de diciembre de 2011 | dal 29 novembre al 2 dicembre 2011
2010-04/2010-06 | d’avril à juin 2010; avril à juin 2010; avr.-juin 2010 | de abril a junio de 2010; abril a junio de 2010 | da aprile a giugno 2010; dall’aprile al giugno 2010; aprile-giugno 2010
2010-11-10/2010-11-11 | 10 et 11 novembre 2010; les 10 et 11 novembre 2010 | 10 y 11 de noviembre de 2010 | 10 e 11 novembre 2010; il 10 e l’11 novembre 2010
2010-07/2010-08 | juillet et août 2010 | julio y agosto de 2010 | luglio e agosto 2010; luglio ed agosto 2010
1984~/2004~     | 1984 (date approximative) à 2004 (date approximative) | 1984 (aproximadamente) a 2004 (aproximadamente) | dal 1984 (circa) al 2004 (circa)
                | sans date; date inconnue; s.d.; s. d. | sin fecha; fecha desconocida; s.f. | senza data; data sconosciuta; s.d.
"""
ORDER = ("fr", "es", "it")

# Language | as written | the sentence behind it.
OFFERED = """
fr | été 2011               | est une saison, et les saisons diffèrent d’un hémisphère à l’autre. Écrivez plutôt les mois
fr | hiver 2010/11          | est une saison, et les saisons diffèrent d’un hémisphère à l’autre. Écrivez plutôt les mois
es | verano de 2011         | es una estación, y las estaciones difieren entre hemisferios. Escriba los meses: «de junio a agosto de 2011» en el hemisferio norte
it | l’estate del 2011      | è una stagione, diversa nei due emisferi. Scrivere invece i mesi
fr | années ’90             | Vouliez-vous dire « années 1990 »
es | los años noventa       | ¿Quiso decir «década de 1990»?
it | anni ’90               | Si intendeva «anni 1990»?
fr | années 1900            | peut désigner une décennie ou un siècle. Écrivez « années 1900 (décennie) » ou « années 1900 (siècle) ».
es | años 1900              | puede ser una década o un siglo. Escriba «década de 1900» para la década o «años 1900 (siglo)» para el siglo.
it | anni 1900              | può essere un decennio o un secolo. Scrivere «anni 1900 (decennio)» o «anni 1900 (secolo)».
fr | 03/04/2011             | ne dit pas quel nombre est le mois. Vouliez-vous dire « 3 avril 2011 » ou « 4 mars 2011 »
es | 03/04/2011             | no indica qué número es el mes. ¿Quiso decir «3 de abril de 2011» o «4 de marzo de 2011»?
it | 03/04/2011             | non dice quale numero è il mese. Si intendeva «3 aprile 2011» o «4 marzo 2011»?
fr | jusqu’en 2010          | Vouliez-vous dire « avant 2011 »
es | hasta 2010             | ¿Quiso decir «antes de 2011»?
it | fino al 2010           | Si intendeva «prima del 2011»?
fr | début 2011             | n’est pas assez précis
es | finales de 2010        | no es lo bastante preciso
it | metà degli anni 1990   | non è abbastanza preciso
fr | milieu des années 1990 | n’est pas assez précis
es | entre 2010 y 2012      | ¿Quiso decir «de 2010 a 2012»?
es | 2011 o 2012            | nombra dos fechas posibles
fr | 1999 environ           | Vouliez-vous dire « vers 1999 »
es | posiblemente 1999      | ¿Quiso decir «1999 (sin certeza)»?
it | 10 e 12 novembre 2010  | elenca più date
it | XX secolo              | Si intendeva
fr | 1er trimestre 2011     | Vouliez-vous dire
es | publicado en 2006      | ¿Quiso decir «2006»?
fr | jeudi 22 octobre 2008  | donne un jour de la semaine faux : le 22 octobre 2008 est un mercredi.
it | 31 febbraio 2011       | non esiste nel calendario
fr | 22 octobre             | n’a pas d’année
es | de 2013 a 2006         | termina antes de empezar
it | dal 2007 al 2010 circa | non è una data leggibile
fr | septembr 2011          | Vouliez-vous dire « septembre 2011 »
fr | 3 févrir 2011          | Vouliez-vous dire « 3 février 2011 »
es | 3 de otubre de 2011    | ¿Quiso decir «3 de octubre de 2011»?
it | genaio 2011            | Si intendeva «gennaio 2011»?
fr | à confirmer            | n’est pas une date ; laissez vide
it | ogni anno              | dice ogni quanto, non quando
"""


WRITTEN = [
    (edtf, language, written.strip())
    for edtf, *cells in rows(READ)
    for language, cell in zip(ORDER, cells, strict=True)
    for written in cell.split("; ")
]


@pytest.mark.parametrize(("edtf", "language", "written"), WRITTEN)
def test_a_date_is_read_in_each_language_whether_the_language_is_known_or_not(
    edtf: str, language: str, written: str
) -> None:
    assert [parse_date(written).edtf, parse_date(written, language).edtf] == [edtf, edtf]


@pytest.mark.parametrize(("language", "written", "said"), rows(OFFERED))
def test_what_is_refused_has_a_sentence_with_dates_in_the_language_of_its_reader(
    language: str, written: str, said: str
) -> None:
    with pytest.raises(DateProblem) as refused:
        parse_date(written)
    assert said in in_words(str(refused.value), words(language)).replace("\u202f", " ")
    assert all(parse_date(text, language) for text in likely_dates(written, language))


def test_a_sentence_gives_the_same_dates_to_readers_of_each_language() -> None:
    with pytest.raises(DateProblem) as refused:
        parse_date("été 2011")
    assert 'Write the months instead: "June to August 2011"' in str(refused.value)
    assert "de junio a agosto de 2011" in in_words(str(refused.value), words("es"))


@pytest.mark.parametrize(("language", "edtf"), [("fr", "2011-04-03"), ("es", "2011-04-03"), ("it", "2011-04-03")])
def test_days_in_numbers_are_read_where_the_language_is_known_but_not_in_english(language: str, edtf: str) -> None:
    assert parse_date("03/04/2011", language).edtf == edtf
    assert parse_date("12/25/2011", language).edtf == "2011-12-25"
    for unclear in ("", "en"):
        with pytest.raises(DateProblem, match="does not say which number is the month"):
            parse_date("03/04/2011", unclear)


def test_what_may_be_meant_is_written_in_the_language_of_the_file() -> None:
    assert likely_dates("03/04/11", "fr") == ("3 avril 2011", "4 mars 2011")
    assert likely_dates("03/04/11") == ("3 April 2011", "4 March 2011")


# --- what the product writes is read

POINTS = st.one_of(
    st.integers(1000, 2999).map("{:04d}".format),
    st.dates().filter(lambda day: 1000 <= day.year <= 2999).map(lambda day: f"{day:%Y-%m}"),
    st.dates().filter(lambda day: 1000 <= day.year <= 2999).map(str),
)
QUALIFIED = st.builds("{}{}".format, POINTS, st.sampled_from(["", "~", "?", "%"]))
DATES = st.one_of(
    QUALIFIED,
    st.tuples(QUALIFIED, QUALIFIED).filter(lambda ends: ends[0][:4] != ends[1][:4]).map("/".join),
    st.tuples(POINTS, POINTS).filter(lambda ends: ends[0] != ends[1]).map("/".join),
    st.dates()
    .filter(lambda day: 1000 <= day.year <= 2999 and day.day > 1)
    .map(lambda day: f"{day.replace(day=1)}/{day}"),
    st.builds("{}/..".format, QUALIFIED),
    st.builds("[{}..]".format, POINTS),
    st.builds("[..{}]".format, POINTS),
    st.integers(100, 299).map("{}X".format),
    st.integers(100, 299).map("{}X/..".format),
    st.sampled_from(["", "../.."]),
)


@given(edtf=DATES, language=st.sampled_from(["en", "fr", "es", "it"]))
def test_every_date_that_the_product_writes_is_read_as_the_same_date(edtf: str, language: str) -> None:
    try:
        edtf = parse_date(edtf).edtf
    except (DateFault, DateProblem):
        assume(False)
    written = date_text(edtf, words(language))
    assert parse_date(written).edtf == parse_date(written, language).edtf == edtf, written
